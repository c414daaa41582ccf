import type { Tally } from '../../contracts/finding.ts';
import type { Safe } from '../../contracts/sensitive.ts';
import type { RowBatch, RowColumn } from '../../contracts/source.ts';
import { BlockMaker } from '../block.ts';
import { seedOf } from '../distinct.ts';
import type { Engine } from '../engine.ts';
import type { MakeFingerprint } from '../fingerprint.ts';
import { type NameSays, noName, readName } from '../names.ts';
import { type Candidate, Overlaps } from '../overlaps.ts';
import { speaksOfPeople } from '../people.ts';
import { Reading } from '../reading.ts';
import type { Register } from '../register.ts';
import { RegisterMatch } from '../register-match.ts';
import { ours, seal } from '../seal.ts';
import { Tallies } from '../tallies.ts';
import { type Cells, Column, type Target, type Tools } from './column.ts';
import { learnedOf } from './forms.ts';
import { JsonCells } from './json-cells.ts';

/** Counts what the rows of a table hold, column by column. */
export interface RowDetection {
  add(batch: RowBatch): void;
  /** Columns with documents of which something lay too deep. */
  tooDeep(): readonly string[];
  /** In order of part: `#email`, `#payload.customer.email`. To be called once. */
  finish(): Tally[];
}

export interface RowOptions {
  readonly fingerprint: MakeFingerprint;
  /** Its name tells what it is about, as a file's does. */
  readonly table: string;
  readonly columns: readonly RowColumn[];
  /** The column of whole numbers by which rows are cited, or -1. */
  readonly key: number;
  /** Of customers; null or left out where there is none. */
  readonly register?: Register | null;
  /** How many pieces the table is read in, each by a detection of its own; one where it is left out. */
  readonly pieces?: number;
}

/** Paths of one column of documents that are kept apart. */
const mostPaths = 500;
/** A longer number may be somebody's: rows are not cited by it. */
const longestKey = 7;

export function createRowDetection(engine: Engine, options: RowOptions): RowDetection {
  return new TableDetection(engine, options);
}

/** How the part of a column is called in findings. */
export function columnPart(engine: Engine, fingerprint: MakeFingerprint, name: string): Safe {
  return ours(`#${seal(engine, fingerprint, name)}`);
}

interface Part {
  readonly name: string;
  readonly tallies: Tallies;
  readonly column: Column;
}

class TableDetection implements RowDetection {
  readonly #engine: Engine;
  readonly #options: RowOptions;
  readonly #seed: number;
  readonly #tools: Tools;
  readonly #file: NameSays;
  readonly #parts = new Map<string, Part>();
  readonly #documents = new Map<number, JsonCells>();
  readonly #encoder = new TextEncoder();
  #buffer = new Uint8Array(1 << 16);

  constructor(engine: Engine, options: RowOptions) {
    this.#engine = engine;
    this.#options = options;
    this.#seed = seedOf(options.fingerprint);
    this.#file = readName(engine, options.table);
    let target: Target | null = null;
    const overlaps = new Overlaps(
      (candidate: Candidate) => target!.count(candidate),
      (detector) => engine.detectors[detector]!.id,
    );
    const listener = {
      found: (candidate: Omit<Candidate, 'place'>, from: number) =>
        overlaps.add({ ...candidate, place: nowhere }, from),
      failed: (detector: number, start: number) => target!.failed(detector, start),
      dated() {},
      ordered() {},
    };
    const reading = new Reading(engine, listener, 'column', noName(engine));
    reading.scene.file = this.#file;
    reading.scene.people = speaksOfPeople(
      engine,
      this.#file,
      options.columns.map(({ name }) => readName(engine, name)),
    );
    this.#tools = {
      engine,
      reading,
      overlaps,
      blocks: new BlockMaker(),
      seed: this.#seed,
      learn: learnedOf(options.pieces ?? 1),
      register: options.register == null ? null : new RegisterMatch(options.register),
      aim(next) {
        target = next;
      },
    };
  }

  add(batch: RowBatch): void {
    const { columns } = this.#options;
    columns.forEach((column, index) => {
      if (column.holds === 'bytes' || column.holds === 'xml') return;
      const cells = { ...batch, from: index, step: columns.length, count: batch.rows };
      const place = (row: number) => this.#cite(batch, row);
      const rest = this.#takeDocuments(index, column, cells, place);
      this.#part(column.name, column.name, column).column.add(rest, place);
    });
    this.#tools.register?.endRows();
  }

  tooDeep(): string[] {
    return [...this.#documents].flatMap(([index, { tooDeep }]) =>
      tooDeep ? [this.#options.columns[index]!.name] : [],
    );
  }

  finish(): Tally[] {
    const tallies: Tally[] = [];
    for (const [, part] of [...this.#parts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      part.column.finish();
      tallies.push(...part.tallies.finish());
    }
    return tallies;
  }

  /** Reads the JSON documents of a column by their paths; gives the cells that are none. */
  #takeDocuments(index: number, column: RowColumn, cells: Cells, place: (row: number) => Safe): Cells {
    const { bytes, starts, ends, from, step, count } = cells;
    let documents: JsonCells | null = null;
    let left: Int32Array | null = null;
    for (let row = 0, at = from; row < count; row++, at += step) {
      const [start, end] = [starts[at]!, ends[at]!];
      if (start < 0 || (column.holds === 'text' && !looksLikeJson(bytes, start, end))) continue;
      documents ??= this.#documentsOf(index);
      if (!documents.add(row, Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')))
        continue;
      left ??= starts.slice();
      left[at] = -1;
    }
    if (documents === null || left === null) return cells;
    for (const { path, key, rows, values } of documents.take()) {
      const known = this.#parts.has(column.name + path) || this.#parts.size < mostPaths;
      const name = known ? column.name + path : `${column.name}.other fields`;
      this.#part(name, key === '' ? column.name : key, column).column.add(
        this.#encode(values),
        (cell) => place(rows[cell]!),
        (cell) => rows[cell]!,
      );
    }
    return { ...cells, starts: left };
  }

  #documentsOf(index: number): JsonCells {
    let documents = this.#documents.get(index);
    if (documents === undefined) {
      documents = new JsonCells();
      this.#documents.set(index, documents);
    }
    return documents;
  }

  #encode(values: readonly string[]): Cells {
    const starts = new Int32Array(values.length);
    const ends = new Int32Array(values.length);
    const most = values.reduce((sum, value) => sum + value.length * 3, 0);
    if (this.#buffer.length < most) this.#buffer = new Uint8Array(most);
    let length = 0;
    values.forEach((value, index) => {
      starts[index] = length;
      length += this.#encoder.encodeInto(value, this.#buffer.subarray(length)).written;
      ends[index] = length;
    });
    return { bytes: this.#buffer, starts, ends, from: 0, step: 1, count: values.length };
  }

  #part(name: string, label: string, column: RowColumn): Part {
    let part = this.#parts.get(name);
    if (part === undefined) {
      const { fingerprint } = this.#options;
      const sealed = (text: string) => seal(this.#engine, fingerprint, text);
      const tallies = new Tallies(
        this.#engine,
        columnPart(this.#engine, fingerprint, name),
        fingerprint,
        this.#seed,
        sealed,
      );
      part = { name, tallies, column: new Column(this.#tools, tallies, label, this.#says(label, column)) };
      this.#parts.set(name, part);
    }
    return part;
  }

  /** A column's name; where it means nothing, its comment; and the table it refers to tells whose it is. */
  #says(label: string, { comment, references }: RowColumn): NameSays {
    const name = readName(this.#engine, label);
    const noted = comment === '' || name.means.some((means) => means > 0) ? null : readName(this.#engine, comment);
    const other = references === null ? null : readName(this.#engine, references);
    return {
      ...name,
      means: noted === null ? name.means : noted.means.map((means) => Math.min(means, 1)),
      customer: name.customer || other?.customer === true,
      employee: name.employee || other?.employee === true,
    };
  }

  #cite({ bytes, starts, ends }: RowBatch, row: number): Safe {
    const { key, columns, fingerprint } = this.#options;
    const at = row * columns.length + key;
    if (key < 0 || starts[at]! < 0) return ours('');
    const number = Buffer.from(bytes.buffer, bytes.byteOffset + starts[at]!, ends[at]! - starts[at]!).toString(
      'latin1',
    );
    return safeKey(this.#engine, fingerprint, columns[key]!.name, number);
  }
}

/** A row as it may be cited, `id 4711`; '' where its key is not to be shown. */
export function safeKey(engine: Engine, fingerprint: MakeFingerprint, name: string, key: string): Safe {
  const says = readName(engine, name);
  // What is called like somebody's number is somebody's number.
  if (says.means.some((means) => means > 0)) return sealedKey(fingerprint, key);
  const number = safeNumber(engine, fingerprint, key);
  return /^-?\d/.test(number) ? ours(`${seal(engine, fingerprint, name)} ${number}`) : number;
}

/** A key by itself: a whole number too short to be anybody's; else sealed. */
export function safeNumber(engine: Engine, fingerprint: MakeFingerprint, key: string): Safe {
  return /^-?\d+$/.test(key) && key.length <= longestKey ? seal(engine, fingerprint, key) : sealedKey(fingerprint, key);
}

function sealedKey(fingerprint: MakeFingerprint, key: string): Safe {
  return ours(`sealed:${fingerprint('row', key).slice(0, 8)}`);
}

const nowhere = { line: 0, cell: 0 };

/** Whether text can be a document of JSON with something in it. */
export function looksLikeJson(bytes: Uint8Array, start: number, end: number): boolean {
  const [first, last] = [bytes[start], bytes[end - 1]];
  return (first === 0x7b && last === 0x7d) || (first === 0x5b && last === 0x5d);
}
