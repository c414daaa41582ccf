import type { SQLOutputValue, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { batchRows, type RowBatch, type RowContent, SourceError } from '../../../contracts/source.ts';
import { BatchMaker } from '../sql/batch.ts';
import { cutText } from '../sql/cut-text.ts';
import type { KeyedRows } from '../sql/key-plan.ts';
import { clusterRows } from '../sql/key-sample.ts';
import type { Pace } from '../sql/pace.ts';
import { type ColumnPlan, planColumns } from './columns.ts';
import type { SqliteFile } from './file.ts';
import { sqliteError } from './problems.ts';
import { quoted } from './quoted.ts';
import type { SqliteTable } from './tables.ts';

export interface Reading {
  readonly file: SqliteFile;
  readonly table: SqliteTable;
  readonly of: KeyedRows;
  readonly maxCell: number;
  readonly pace: Pace;
  readonly signal: AbortSignal;
}

type Row = readonly SQLOutputValue[];

/** The rows of one piece. No statement stays open between two batches: whoever writes is never kept waiting for long. */
export function readRows(reading: Reading): RowContent {
  const { table, of, maxCell } = reading;
  const plan = planColumns(table.columns, maxCell);
  const cut = new Map<number, number>();
  const state = { blocks: 0 };
  const key = table.access.by === 'rowid' && table.access.column >= 0 ? plan.read[table.access.column]!.text : -1;
  return {
    kind: 'rows',
    columns: plan.columns,
    key,
    batches: () => batches(reading, plan, cut, state),
    cut,
    get blocks() {
      return of.of === 'clusters' || of.of === 'positions' ? state.blocks : null;
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function* batches(
  reading: Reading,
  plan: ColumnPlan,
  cut: Map<number, number>,
  state: { blocks: number },
): AsyncIterable<RowBatch> {
  const { file } = reading;
  const filler = new Filler(plan, reading.maxCell, cut);
  const steps = stepsOf(reading, plan, filler, state);
  try {
    yield* taken(reading, filler, steps);
  } finally {
    // Closes a statement that is still open.
    steps.return?.();
  }
  if (!file.steady()) throw new SourceError({ code: 'changed', detail: 'connection' });
}

async function* taken({ pace, signal }: Reading, filler: Filler, steps: Iterator<void>): AsyncIterable<RowBatch> {
  for (;;) {
    signal.throwIfAborted();
    const step = pace.time(() => next(steps));
    const batch = step === 'end' || filler.full ? filler.take() : null;
    if (batch !== null) {
      await pace.limit(batch.rows);
      yield batch;
    }
    if (step === 'end') return;
    await setImmediate();
    await pace.rest();
  }
}

function next(steps: Iterator<void>): 'more' | 'end' {
  try {
    return steps.next().done === true ? 'end' : 'more';
  } catch (error) {
    throw sqliteError(error);
  }
}

/** Fills batches; comes back after each that is full, with no statement open where rows can be found again. */
function stepsOf(reading: Reading, plan: ColumnPlan, filler: Filler, state: { blocks: number }): Iterator<void> {
  const { of, table } = reading;
  if (of.of === 'range') return byRanges(reading, plan, filler, [[of.from, of.to]], state);
  if (of.of === 'clusters') return byRanges(reading, plan, filler, of.clusters, state);
  const positions = of.of === 'positions' ? of.positions : null;
  return table.access.by === 'keys'
    ? byKeys(reading, plan, filler, positions, state)
    : byStream(reading, plan, filler, positions, state);
}

function* byRanges(
  { file, table, of }: Reading,
  plan: ColumnPlan,
  filler: Filler,
  ranges: readonly (readonly [string, string])[],
  state: { blocks: number },
): Generator<void> {
  if (table.access.by !== 'rowid') throw new SourceError({ code: 'changed', detail: 'columns' });
  const { name } = table.access;
  const most = of.of === 'clusters' ? clusterRows : null;
  const statement = prepare(
    file,
    `SELECT ${name}, ${selects(plan)} FROM main.${quoted(table.name)} WHERE ${name} BETWEEN ? AND ? ` +
      `ORDER BY ${name} LIMIT ?`,
  );
  for (const [from, to] of ranges) {
    const end = inReach(BigInt(to));
    let start = inReach(BigInt(from));
    let had = 0;
    for (;;) {
      const room = Math.min(batchRows, (most ?? Number.POSITIVE_INFINITY) - had);
      const { rows, last } = filler.addAll(
        statement.iterate(start, end, room) as Iterable<unknown> as Iterable<Row>,
        1,
      );
      had += rows;
      const more = filler.full;
      if (more) yield;
      if ((!more && rows < room) || had === most || last === null) break;
      const key = BigInt(last[0] as bigint);
      if (key >= end) break;
      start = key + 1n;
    }
    if (had > 0) state.blocks++;
  }
}

/** In the order of the primary key; after a break it goes on behind the last row. */
function* byKeys(
  { file, table }: Reading,
  plan: ColumnPlan,
  filler: Filler,
  positions: readonly number[] | null,
  state: { blocks: number },
): Generator<void> {
  if (table.access.by !== 'keys') return;
  const { keys } = table.access;
  const names = keys.map(({ name }) => name).join(', ');
  const order = keys.map(({ name, descending }) => `${name}${descending ? ' DESC' : ''}`).join(', ');
  const select = `SELECT ${names}, ${selects(plan)} FROM main.${quoted(table.name)}`;
  const end = `ORDER BY ${order} LIMIT ? OFFSET ?`;
  const first = prepare(file, `${select} ${end}`);
  const rest = prepare(file, `${select} WHERE ${behind(keys)} ${end}`);
  let last: Row | null = null;
  let at = 0;
  const takeFrom = (limit: number, skip: number) => {
    const statement: StatementSync = last === null ? first : rest;
    const values = last === null ? [] : behindValues(keys, last);
    const taken = filler.addAll(
      statement.iterate(...values, limit, skip) as Iterable<unknown> as Iterable<Row>,
      keys.length,
    );
    last = taken.last ?? last;
    at += skip + taken.rows;
    return taken.rows;
  };
  if (positions === null) {
    for (let rows = -1; rows !== 0; ) {
      rows = takeFrom(batchRows, 0);
      if (filler.full) yield;
    }
    return;
  }
  for (const position of positions) {
    let had = 0;
    for (let rows = -1; rows !== 0 && had < clusterRows; had += rows) {
      rows = takeFrom(clusterRows - had, Math.max(0, position + had - at));
      if (filler.full) yield;
    }
    if (had > 0) state.blocks++;
  }
}

/** One statement from the first row to the last: nothing says where it could go on. */
function* byStream(
  { file, table }: Reading,
  plan: ColumnPlan,
  filler: Filler,
  positions: readonly number[] | null,
  state: { blocks: number },
): Generator<void> {
  const statement = prepare(file, `SELECT ${selects(plan)} FROM main.${quoted(table.name)}`);
  const wanted = positions === null ? null : new Set(positions);
  let taking = 0;
  let at = 0;
  for (const row of statement.iterate() as Iterable<unknown> as Iterable<Row>) {
    if (wanted?.has(at++)) {
      taking = clusterRows;
      state.blocks++;
    }
    if (wanted !== null && taking-- <= 0) continue;
    filler.add(row, 0);
    if (filler.full) yield;
  }
}

type Keys = readonly { readonly name: string; readonly descending: boolean }[];

/** Rows behind one of which the key is known. Row values are found by an index; of mixed directions only the first is. */
function behind(keys: Keys): string {
  const [first] = keys;
  const sign = ({ descending }: Keys[number]) => (descending ? '<' : '>');
  if (keys.every(({ descending }) => descending === first?.descending))
    return `(${keys.map(({ name }) => name).join(', ')}) ${sign(first!)} (${keys.map(() => '?').join(', ')})`;
  const nested = keys.reduceRight((inner, key) => {
    const here = `${key.name} ${sign(key)} ?`;
    return inner === '' ? here : `(${here} OR (${key.name} = ? AND ${inner}))`;
  }, '');
  return `${first!.name} ${sign(first!)}= ? AND ${nested}`;
}

function behindValues(keys: Keys, row: Row): SQLOutputValue[] {
  const values = row.slice(0, keys.length);
  const [first] = keys;
  if (keys.every(({ descending }) => descending === first?.descending)) return values;
  return [values[0]!, ...values.flatMap((value, index) => (index === keys.length - 1 ? [value] : [value, value]))];
}

function selects({ read }: ColumnPlan): string {
  return read.map(({ select }) => select).join(', ');
}

function prepare({ database }: SqliteFile, sql: string): StatementSync {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  return statement;
}

/** Keys of SQLite are of 64 bits; multiples at the edge of them may lie beyond. */
function inReach(key: bigint): bigint {
  const most = 2n ** 63n - 1n;
  return key > most ? most : key < -most - 1n ? -most - 1n : key;
}

/** Puts rows into batches. */
class Filler {
  readonly #maker: BatchMaker;
  readonly #plan: ColumnPlan;
  readonly #most: number;
  readonly #cut: Map<number, number>;
  readonly #encoder = new TextEncoder();

  constructor(plan: ColumnPlan, most: number, cut: Map<number, number>) {
    this.#maker = new BatchMaker(plan.columns.length);
    this.#plan = plan;
    this.#most = most;
    this.#cut = cut;
  }

  get full(): boolean {
    return this.#maker.full;
  }

  take(): RowBatch | null {
    return this.#maker.take();
  }

  /** Until the batch is full; how many rows were taken, and the last of them. Their cells begin after so many others. */
  addAll(rows: Iterable<Row>, skip: number): { rows: number; last: Row | null } {
    let count = 0;
    let last: Row | null = null;
    for (const row of rows) {
      this.add(row, skip);
      count++;
      last = row;
      if (this.#maker.full) break;
    }
    return { rows: count, last };
  }

  add(row: Row, skip: number): void {
    const { read } = this.#plan;
    for (let index = 0; index < read.length; index++) {
      const column = read[index]!;
      const value = row[index + skip];
      if (column.blobs === column.text) this.#cell(value, column.text);
      else {
        const isBlob = value instanceof Uint8Array;
        this.#cell(isBlob ? null : value, column.text);
        this.#cell(isBlob ? value : null, column.blobs);
      }
    }
  }

  #cell(value: SQLOutputValue | undefined, column: number): void {
    if (typeof value === 'string') this.#text(value, column);
    else if (typeof value === 'bigint') this.#maker.addText(value.toString());
    else if (value instanceof Uint8Array)
      this.#bytes(value.length > this.#most ? this.#shortened(value, column) : value);
    else if (typeof value === 'number') this.#number(value, column);
    else this.#maker.addNull();
  }

  #text(value: string, column: number): void {
    // A character is three bytes at most for each of its units.
    if (value.length * 3 <= this.#most) this.#maker.addText(value);
    else {
      const bytes = this.#encoder.encode(value);
      this.#bytes(bytes.length > this.#most ? this.#shortened(bytes, column) : bytes);
    }
  }

  #bytes(value: Uint8Array): void {
    this.#maker.addBytes(value);
  }

  #shortened(value: Uint8Array, column: number): Uint8Array {
    this.#count(column);
    return cutText(value, this.#most);
  }

  /** See `selectOf`: what is infinite was too long to load. */
  #number(value: number, column: number): void {
    if (value === Number.POSITIVE_INFINITY) this.#count(column);
    if (Number.isSafeInteger(value)) this.#maker.addText(String(value));
    else this.#maker.addNull();
  }

  #count(column: number): void {
    this.#cut.set(column, (this.#cut.get(column) ?? 0) + 1);
  }
}
