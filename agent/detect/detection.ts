import type { Fields, Prose, Table } from '../contracts/extractor.ts';
import type { Tally } from '../contracts/finding.ts';
import type { Safe } from '../contracts/sensitive.ts';
import { BlockMaker } from './block.ts';
import { createCells } from './cells.ts';
import { seedOf } from './distinct.ts';
import type { Engine } from './engine.ts';
import type { Scene } from './evidence.ts';
import type { MakeFingerprint } from './fingerprint.ts';
import { type NameSays, noName, readFileName, readName } from './names.ts';
import { type Candidate, Overlaps } from './overlaps.ts';
import { speaksOfPeople } from './people.ts';
import { Pieces } from './pieces.ts';
import { cellPlace, join, placeOf } from './places.ts';
import { ProseStream } from './prose-stream.ts';
import { type Listener, Reading } from './reading.ts';
import { type FoundDate, RecordDates } from './record-dates.ts';
import type { Register } from './register.ts';
import { RegisterMatch } from './register-match.ts';
import { ours, safeName, seal } from './seal.ts';
import { Tallies } from './tallies.ts';
import { TraitCounter } from './traits.ts';

/** Counts what one item holds: text goes in, tallies come out. */
export interface Detection {
  /** In document order. Pieces of prose that continue the one before are read as one text. */
  add(part: string, text: Prose | Table | Fields): void;
  /** The file's name, before its text: words in it are weak evidence. */
  addName(part: string, fileName: string): void;
  /** Labelled dates that may start a retention period: of each part and event the earliest and the latest. */
  dates(): FoundDate[];
  /** In order of part, column and detector. */
  finish(): Tally[];
  /** See traits.ts; after `finish`. @param telling there are tallies, or names of parts */
  traits(telling: boolean): number;
}

export interface DetectionOptions {
  readonly fingerprint: MakeFingerprint;
  /** Of customers; null or left out where there is none. */
  readonly register?: Register | null;
  /** Bytes of prose read at once; the answer does not depend on it. For tests. */
  readonly atOnce?: number;
}

/** Cells read at once. */
const cellsAtOnce = 20_000;
const keptNames = 10_000;
/** The longest text of a cell that can be the label of the cell to its right. */
const longestLabel = 60;

export function createDetection(engine: Engine, options: DetectionOptions): Detection {
  return new ItemDetection(engine, options);
}

interface Part {
  readonly tallies: Tallies;
  readonly dates: RecordDates;
  file: NameSays;
}

/** Tells a listener where the candidates of a reading go. */
interface Target {
  part: Part;
  count(candidate: Candidate): void;
  failed(detector: number, start: number): void;
  line(start: number): number;
}

class ItemDetection implements Detection {
  readonly #engine: Engine;
  readonly #fingerprint: MakeFingerprint;
  readonly #seed: number;
  readonly #atOnce: number | undefined;
  readonly #parts = new Map<string, Part>();
  readonly #names = new Map<string, NameSays>();
  readonly #sealed = new Map<string, Safe>();
  readonly #blocks = new BlockMaker();
  readonly #none: NameSays;
  #target: Target | null = null;
  readonly #overlaps: Overlaps;
  readonly #readings = new Map<Scene['where'], Reading>();
  #stream: ProseStream | null = null;
  /** The running text that may be continued. */
  #prose: Target | null = null;
  #prosePart = '';
  readonly #pieces = new Pieces();
  readonly #register: RegisterMatch | null;
  readonly #traits = new TraitCounter();

  constructor(engine: Engine, options: DetectionOptions) {
    this.#engine = engine;
    this.#fingerprint = options.fingerprint;
    this.#seed = seedOf(options.fingerprint);
    this.#atOnce = options.atOnce;
    this.#none = noName(engine);
    this.#register = options.register == null ? null : new RegisterMatch(options.register);
    this.#overlaps = new Overlaps(
      (candidate) => this.#target!.count(candidate),
      (detector) => engine.detectors[detector]!.id,
    );
  }

  add(part: string, text: Prose | Table | Fields): void {
    this.#traits.text();
    if (text.type === 'prose') this.#addProse(part, text);
    else {
      this.#endProse();
      if (text.type === 'table') this.#addTable(part, text);
      else this.#addFields(part, text);
    }
  }

  addName(part: string, fileName: string): void {
    this.#part(part).file = readFileName(this.#engine, fileName);
  }

  traits(telling: boolean): number {
    return this.#traits.total(telling);
  }

  dates(): FoundDate[] {
    this.#endProse();
    const all = [...this.#parts.values()].flatMap(({ dates }) => dates.finish());
    const key = ({ part, event, date }: FoundDate) => `${part}\0${event}\0${date}`;
    return all.sort((a, b) => (key(a) < key(b) ? -1 : 1));
  }

  finish(): Tally[] {
    this.#endProse();
    this.#stream?.release();
    this.#stream = null;
    return [...this.#parts].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, { tallies }]) => tallies.finish());
  }

  #addProse(name: string, text: Prose): void {
    const goesOn = text.continues && this.#prose !== null && this.#prosePart === name;
    if (!goesOn) {
      this.#endProse();
      const part = this.#part(name);
      const reading = this.#reading('text', part);
      this.#stream ??= new ProseStream(reading, this.#atOnce);
      const stream = this.#stream;
      stream.begin(text.firstLine ?? 0);
      this.#pieces.begin(text.at);
      this.#prose = {
        part,
        failed: () => {},
        line: (start) => stream.lineOf(start),
        count: (candidate) => {
          const { line } = candidate.place;
          part.tallies.count('', candidate, () => {
            const here = placeOf(this.#pieces.of(candidate.start), this.#seal);
            return line === 0 ? here : join(here, ours(`line ${line}`));
          });
          this.#register?.near(part.tallies, '', candidate);
        },
      };
      this.#prosePart = name;
    } else this.#pieces.add(this.#stream!.end, text.at);
    this.#target = this.#prose;
    this.#stream!.add(text.text);
  }

  #endProse(): void {
    if (this.#prose === null) return;
    this.#target = this.#prose;
    this.#stream!.finish();
    this.#overlaps.flush();
    this.#register?.endNear();
    this.#prose = null;
  }

  #addTable(name: string, table: Table): void {
    const part = this.#part(name);
    const at = placeOf(table.at, this.#seal);
    const hasNames = table.columns.some((column) => column.trim() !== '');
    const people = speaksOfPeople(
      this.#engine,
      part.file,
      table.columns.map((column) => this.#name(column)),
    );
    for (const rows of batches(table.rows)) {
      const cells = rows.flatMap(({ cells }) => cells);
      const rowOf: number[] = [];
      const columnOf: number[] = [];
      rows.forEach(({ cells }, row) => {
        cells.forEach((_, column) => {
          rowOf.push(row);
          columnOf.push(column);
        });
      });
      const column = (cell: number) => columnName(table.columns, columnOf[cell]!);
      this.#readCells(part, 'column', cells, {
        people,
        column,
        row: (cell) => rowOf[cell]!,
        place: (cell) => cellPlace(at, table.cite, rows[rowOf[cell]!]!.n, columnOf[cell]!, this.#seal(column(cell))),
        names: (cell) => {
          const index = columnOf[cell]!;
          const own = table.columns[index] ?? '';
          if (own !== '') return [this.#name(own), null];
          const left = hasNames || index === 0 ? '' : cells[cell - 1]!;
          return [null, left !== '' && left.length <= longestLabel && /\p{L}/u.test(left) ? this.#name(left) : null];
        },
      });
    }
  }

  #addFields(name: string, { at, fields }: Fields): void {
    const part = this.#part(name);
    const here = placeOf(at, this.#seal);
    for (const some of batches(fields)) {
      this.#readCells(
        part,
        'field',
        some.map(({ value }) => value),
        {
          people: true,
          column: (cell) => some[cell]!.name,
          row: recordsOf(some),
          place: (cell) => join(here, this.#seal(some[cell]!.place)),
          names: (cell) => [this.#name(some[cell]!.name), null],
        },
      );
    }
  }

  #readCells(
    part: Part,
    where: 'column' | 'field',
    values: readonly string[],
    about: {
      /** Something around speaks of people. */
      readonly people: boolean;
      column(cell: number): string;
      /** Of the table, or the record that a field belongs to. */
      row(cell: number): number;
      place(cell: number): Safe;
      names(cell: number): readonly [NameSays | null, NameSays | null];
    },
  ): void {
    const { bytes, length, starts, ends } = this.#blocks.make(values);
    const cells = createCells(starts, ends, about.names);
    values.forEach((_, cell) => {
      if (ends[cell]! > starts[cell]!) part.tallies.see(about.column(cell), 1);
    });
    this.#target = {
      part,
      line: () => 0,
      failed: (detector, start) => part.tallies.fail(about.column(cells.at(start)), detector),
      count: (candidate) => {
        const cell = cells.at(candidate.start);
        part.tallies.count(about.column(cell), candidate, () => about.place(cell));
        this.#register?.inRow(part.tallies, about.column(cell), candidate, about.row(cell));
      },
    };
    const reading = this.#reading(where, part);
    reading.scene.people = about.people;
    reading.labels.forget();
    reading.look(bytes, length, 0, cells);
    cells.readWhole(this.#engine, reading);
    reading.read(0, length);
    this.#overlaps.flush();
    this.#register?.endRows();
  }

  /** One for each kind of text, told which file it reads. */
  #reading(where: Scene['where'], part: Part): Reading {
    let reading = this.#readings.get(where);
    if (reading === undefined) {
      const listener: Listener = {
        found: (candidate, from) => {
          const line = this.#target!.line(candidate.start);
          this.#overlaps.add({ ...candidate, place: { line, cell: 0 } }, from);
        },
        failed: (detector, start) => this.#target!.failed(detector, start),
        dated: (date) => this.#target!.part.dates.add(date),
        ordered: (first) => this.#target!.part.dates.vote(first),
      };
      reading = new Reading(this.#engine, listener, where, this.#none, this.#traits);
      this.#readings.set(where, reading);
    }
    reading.scene.file = part.file;
    return reading;
  }

  #part(name: string): Part {
    let part = this.#parts.get(name);
    if (part === undefined) {
      part = {
        tallies: new Tallies(this.#engine, safeName(name), this.#fingerprint, this.#seed, this.#seal),
        dates: new RecordDates(name),
        file: this.#none,
      };
      this.#parts.set(name, part);
    }
    return part;
  }

  #name(name: string): NameSays {
    let says = this.#names.get(name);
    if (says === undefined) {
      says = readName(this.#engine, name);
      if (this.#names.size >= keptNames) this.#names.clear();
      this.#names.set(name, says);
    }
    return says;
  }

  readonly #seal = (name: string): Safe => {
    let safe = this.#sealed.get(name);
    if (safe === undefined) {
      safe = seal(this.#engine, this.#fingerprint, name);
      if (this.#sealed.size >= keptNames) this.#sealed.clear();
      this.#sealed.set(name, safe);
    }
    return safe;
  };
}

function columnName(columns: readonly string[], index: number): string {
  const name = columns[index] ?? '';
  return name === '' ? `column ${index + 1}` : name;
}

/** Rows, or fields, in lots of about so many cells. */
function* batches<T extends object>(items: readonly T[]): Generator<readonly T[]> {
  let from = 0;
  let cells = 0;
  for (let at = 0; at < items.length; at++) {
    const item = items[at]!;
    cells += 'cells' in item ? (item.cells as readonly string[]).length : 1;
    if (cells < cellsAtOnce) continue;
    yield items.slice(from, at + 1);
    from = at + 1;
    cells = 0;
  }
  if (from < items.length) yield items.slice(from);
}

/**
 * Which record each field belongs to: the element of a list that its path leads through last, `customers[3]` of
 * `customers[3].phones[0]`; else all fields belong together.
 */
function recordsOf(fields: Fields['fields']): (cell: number) => number {
  const records = new Map<string, number>();
  return (cell) => {
    const place = fields[cell]!.place.replace(/(?:\[\d+\])+$/, '');
    const path = place.slice(0, place.lastIndexOf(']', place.length - 2) + 1);
    let record = records.get(path);
    if (record === undefined) {
      record = records.size;
      records.set(path, record);
    }
    return record;
  };
}
