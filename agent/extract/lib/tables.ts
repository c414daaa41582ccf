import type { Fields, Table } from '../../contracts/extractor.ts';
import type { PlaceHop } from '../../contracts/place.ts';
import { findHeader } from './header.ts';

export interface Row {
  readonly n: number;
  readonly cells: readonly string[];
}

const batch = 500;
/** Rows looked at to find the header. */
const sample = 25;

/**
 * Makes tables of the rows of a sheet or file, in batches: finds the row that names the columns, gives what stands
 * above it as a table of its own, and reads sheets that are forms (a name, a value) as fields.
 */
export class TableMaker {
  private columns: readonly string[] | null;
  private held: Row[] = [];
  private begun = false;
  private readonly at: readonly PlaceHop[];
  private readonly cite: Table['cite'];

  /** `columns`: names that are known already, where the format marks its header row. */
  constructor(at: readonly PlaceHop[], cite: Table['cite'], columns: readonly string[] | null = null) {
    this.at = at;
    this.cite = cite;
    this.columns = columns;
  }

  *add(rows: readonly Row[]): Generator<Table> {
    for (const row of rows) this.held.push(row);
    if (this.columns === null) {
      if (this.held.length < sample) return;
      yield* this.start();
    }
    let from = 0;
    for (; this.held.length - from >= batch; from += batch) yield this.table(this.held.slice(from, from + batch));
    if (from > 0) this.held = this.held.slice(from);
  }

  *end(): Generator<Table | Fields> {
    if (this.columns === null) {
      const form = formOf(this.held, this.at, this.cite);
      if (form !== null) {
        this.held = [];
        yield form;
        return;
      }
      yield* this.start();
    }
    for (let from = 0; from < this.held.length; from += batch) yield this.table(this.held.slice(from, from + batch));
    this.held = [];
    // A table of names alone says nothing, but its names were read.
    if (!this.begun && this.columns !== null && this.columns.length > 0) yield this.table([]);
  }

  private *start(): Generator<Table> {
    const width = usualWidth(this.held);
    const at = Math.max(
      0,
      this.held.findIndex(({ cells }) => filled(cells) >= Math.max(1, width * 0.6)),
    );
    const below = this.held.slice(at + 1, at + 50).map(({ cells }) => cells);
    const header = findHeader(this.held[at]?.cells ?? [], below);
    const above = this.held.slice(0, at);
    if (above.length > 0)
      yield { type: 'table', at: this.at, columns: [], rows: above, cite: this.cite, continues: false };
    this.held = this.held.slice(header?.sure === true ? at + 1 : at);
    this.columns = header?.names ?? [];
  }

  private table(rows: readonly Row[]): Table {
    const continues = this.begun;
    this.begun = true;
    return { type: 'table', at: this.at, columns: this.columns ?? [], rows, cite: this.cite, continues };
  }
}

function filled(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) if (cell !== '') count++;
  return count;
}

function usualWidth(rows: readonly Row[]): number {
  const widths = new Map<number, number>();
  for (const { cells } of rows.slice(0, 50)) widths.set(filled(cells), (widths.get(filled(cells)) ?? 0) + 1);
  return [...widths].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 1;
}

/** Rows of a name and a value, the values of more than one kind: a form, not a list. */
function formOf(rows: readonly Row[], at: readonly PlaceHop[], cite: Table['cite']): Fields | null {
  if (rows.length < 3 || rows.length > 100) return null;
  const pairs = rows.map(({ n, cells }) => {
    const places = [...cells.keys()].filter((i) => cells[i] !== '');
    const [name, value] = places;
    if (places.length !== 2 || name === undefined || value === undefined) return null;
    return { name: cells[name]!.replace(/\s*:\s*$/, ''), value: cells[value]!, n, column: value };
  });
  if (!pairs.every((pair) => pair !== null && /^[^\d@\n]{1,40}$/.test(pair.name))) return null;
  const known = pairs.filter((pair) => pair !== null);
  if (new Set(known.map(({ name }) => name)).size < known.length) return null;
  // Below a header the values are of one kind; in a form they are not.
  if (new Set(known.slice(1).map(({ value }) => kindOfValue(value))).size < 2) return null;
  const fields = known.map(({ name, value, n, column }) => {
    return { name, place: cite === 'cell' ? `${columnName(column)}${n}` : `row ${n}`, value };
  });
  return { type: 'fields', at, fields };
}

function kindOfValue(value: string): string {
  if (/^[\d\s.,/-]+$/.test(value)) return 'number';
  if (value.includes('@')) return 'address';
  return /\d/.test(value) ? 'mixed' : 'words';
}

/** `A` for 0, `AA` for 26. */
export function columnName(index: number): string {
  let name = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/** The index of a cell's column: 1 for `B7`; -1 when the reference names none. */
export function columnIndex(ref: string): number {
  let index = 0;
  for (let i = 0; i < ref.length; i++) {
    const code = ref.charCodeAt(i) & 0xdf;
    if (code < 65 || code > 90) break;
    index = index * 26 + code - 64;
  }
  return index - 1;
}
