import type { Safe } from '../../contracts/sensitive.ts';
import type { BlockMaker } from '../block.ts';
import { createCells } from '../cells.ts';
import { highOf, rankOf } from '../distinct.ts';
import type { Engine } from '../engine.ts';
import type { NameSays } from '../names.ts';
import type { Candidate, Overlaps } from '../overlaps.ts';
import type { Reading } from '../reading.ts';
import type { RegisterMatch } from '../register-match.ts';
import type { Tallies } from '../tallies.ts';
import { form, formOf, holdsTrigger, tooLong } from './form.ts';
import { type Form, Forms, type Found, normalOf } from './forms.ts';
import { halfRankSpelled, type Spelling, spellBytes } from './spelling.ts';

/** Where what a reading finds goes: to the column that is being read. */
export interface Target {
  count(candidate: Candidate): void;
  failed(detector: number, start: number): void;
}

/** What the columns of one thread share. */
export interface Tools {
  readonly engine: Engine;
  readonly reading: Reading;
  readonly overlaps: Overlaps;
  readonly blocks: BlockMaker;
  readonly seed: number;
  /** Cells of a form that are read before others are counted like them. */
  readonly learn: number;
  /** Of customers; null where there is none. */
  readonly register: RegisterMatch | null;
  /** Whom the reading's listener tells. */
  aim(target: Target): void;
}

/** Cells of a column: `[starts[i], ends[i])` of `bytes` for i = from, from + step, …; -1 is NULL. */
export interface Cells {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly from: number;
  readonly step: number;
  readonly count: number;
}

const decoder = new TextDecoder();
const mostWritten = 8192;
const lastMet = 8191;
const noFound: readonly Found[] = [];
const noFailed: readonly number[] = [];

/**
 * One column, read so that a million values that are written alike are not read a million times: of each form some are
 * read, with a control among the rest, and whatever is written otherwise always.
 */
export class Column {
  readonly #tools: Tools;
  readonly #tallies: Tallies;
  readonly #name: string;
  readonly #says: NameSays;
  readonly #forms: Forms;
  /** A cell in which the scan would stop nowhere can hold something all the same. */
  readonly #readsAll: boolean;
  readonly #scratch = new Uint8Array(512);
  /** Cells told apart by a check, so that the same is not checked again. */
  readonly #written = new Set<string>();
  /** Halves of ranks of values met of late, each at its own place. Two values with one half are one in 4e9. */
  readonly #met = new Int32Array(lastMet + 1);
  #chosen: number[] = [];
  #formOf: (Form | null)[] = [];

  constructor(tools: Tools, tallies: Tallies, name: string, says: NameSays) {
    this.#tools = tools;
    this.#forms = new Forms(tools.learn);
    this.#tallies = tallies;
    this.#name = name;
    this.#says = says;
    const { plan } = tools.engine;
    this.#readsAll = plan.pattern.length > 0 || plan.labelled.some(({ detector }) => says.means[detector]! > 0);
  }

  /**
   * @param place where a row is cited, by its number in the lot
   * @param rowOf which row of the table that is, among those of all columns that are added together
   */
  add(cells: Cells, place: (row: number) => Safe, rowOf: (row: number) => number = (row) => row): void {
    for (let row = 0; row < cells.count; ) {
      // While a form is new, few at once: no more are read than are needed to know it.
      const count = Math.min(cells.count - row, this.#forms.learning() ? this.#tools.learn : cells.count);
      const first = row;
      const lot = first === 0 && count === cells.count ? cells : lotOf(cells, first, count);
      this.#choose(lot, (index) => rowOf(first + index));
      this.#read(
        lot,
        (index) => place(first + index),
        (index) => rowOf(first + index),
      );
      this.#forms.settle();
      row += count;
    }
  }

  /** Counts what was known by its form. To be called once. */
  finish(): void {
    this.#forms.extrapolate(this.#name, this.#tallies);
  }

  #choose({ bytes, starts, ends, from, step, count }: Cells, rowOf: (row: number) => number): void {
    const chosen: number[] = [];
    const formsOf: (Form | null)[] = [];
    let seen = 0;
    for (let row = 0, at = from; row < count; row++, at += step) {
      let start = starts[at]!;
      let end = ends[at]!;
      while (start < end && bytes[start]! <= 0x20) start++;
      while (end > start && bytes[end - 1]! <= 0x20) end--;
      if (start < 0 || start >= end) continue;
      seen++;
      const flags = formOf(bytes, start, end);
      if ((flags & holdsTrigger) === 0 && !this.#readsAll) continue;
      const known = (flags & tooLong) === 0 ? this.#forms.of(form.first, form.second) : null;
      if (known === null || known.takes()) {
        chosen.push(row);
        formsOf.push(known);
      } else if (known.detector >= 0) {
        this.#distinguish(known, bytes, start, end);
        this.#match(known, bytes, start, end, rowOf, row);
      }
    }
    this.#tallies.see(this.#name, seen);
    this.#chosen = chosen;
    this.#formOf = formsOf;
  }

  /** Tells the value of a cell that is not read from others. */
  #distinguish({ counted, spelling, clean, detector }: Form, bytes: Uint8Array, start: number, end: number): void {
    if (counted === null) return;
    const { engine, seed } = this.#tools;
    const { distinct } = counted;
    const half = spelling === null ? null : halfRankSpelled(bytes, start, end, spelling, seed);
    if (half !== null) {
      // Most are above what is kept, or the same again: nothing more is done for them.
      if (!distinct.mayWant(highOf(half)) || this.#met[half & lastMet] === half) return;
      this.#met[half & lastMet] = half;
    }
    const spelled = spelling === null ? null : this.#spell(bytes, start, end, spelling);
    if (spelled !== null) {
      const rank = rankOf(spelled, seed);
      if (!distinct.wants(rank)) return;
      if (clean) {
        distinct.put(rank, spelled);
        return;
      }
    }
    const written = decoder.decode(bytes.subarray(start, end));
    if (this.#written.has(written)) return;
    if (this.#written.size < mostWritten) this.#written.add(written);
    const normal = normalOf(engine, detector, written);
    if (normal !== null) distinct.add(normal, seed);
  }

  /** Asks the customer register for the value of a cell that is not read. */
  #match(
    { detector, spelling }: Form,
    bytes: Uint8Array,
    start: number,
    end: number,
    rowOf: (row: number) => number,
    row: number,
  ): void {
    const { engine, register } = this.#tools;
    if (register === null || !register.asks(detector)) return;
    const length = spelling === null ? 0 : spellBytes(bytes, start, end, spelling, this.#scratch);
    if (length > 0) {
      register.bytesInRow(this.#tallies, this.#name, detector, this.#scratch, length, rowOf(row));
      return;
    }
    const normal = normalOf(engine, detector, decoder.decode(bytes.subarray(start, end)));
    if (normal !== null) {
      register.inRow(this.#tallies, this.#name, { detector, normal, suppressed: null }, rowOf(row));
    }
  }

  #spell(bytes: Uint8Array, start: number, end: number, spelling: Spelling): string | null {
    const length = spellBytes(bytes, start, end, spelling, this.#scratch);
    return length === 0 ? null : decoder.decode(this.#scratch.subarray(0, length));
  }

  #read(
    { bytes, starts, ends, from, step }: Cells,
    place: (row: number) => Safe,
    rowOf: (row: number) => number,
  ): void {
    const chosen = this.#chosen;
    if (chosen.length === 0) return;
    const { engine, reading, overlaps, blocks, register } = this.#tools;
    const block = blocks.pick(bytes, starts, ends, (index) => from + chosen[index]! * step, chosen.length);
    const found = new Map<number, Found[]>();
    const failed = new Map<number, number[]>();
    const cells = createCells(block.starts, block.ends, () => [this.#says, null]);
    this.#tools.aim({
      count: (candidate) => {
        const cell = cells.at(candidate.start);
        const counted = this.#tallies.count(this.#name, candidate, () => place(chosen[cell]!));
        push(found, cell, { candidate, counted });
        register?.inRow(this.#tallies, this.#name, candidate, rowOf(chosen[cell]!));
      },
      failed: (detector, start) => {
        this.#tallies.fail(this.#name, detector);
        push(failed, cells.at(start), detector);
      },
    });
    reading.labels.forget();
    reading.look(block.bytes, block.length, 0, cells);
    cells.readWhole(engine, reading);
    reading.read(0, block.length);
    overlaps.flush();
    this.#formOf.forEach((known, cell) => {
      known?.learn(found.get(cell) ?? noFound, failed.get(cell) ?? noFailed, () =>
        decoder.decode(block.bytes.subarray(block.starts[cell], block.ends[cell])),
      );
    });
  }
}

function lotOf(cells: Cells, row: number, count: number): Cells {
  return { ...cells, from: cells.from + row * cells.step, count };
}

function push<T>(lists: Map<number, T[]>, key: number, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
