import type { Table } from '../../contracts/extractor.ts';
import type { PlaceHop } from '../../contracts/place.ts';
import type { Row } from './tables.ts';

const mostRows = 500;
const mostLetters = 4 << 20;

/** Makes tables of rows whose columns are known, in batches that are bounded by rows and by letters. */
export class RowBatches {
  private rows: Row[] = [];
  private letters = 0;
  private begun = false;
  private readonly at: readonly PlaceHop[];
  private readonly columns: readonly string[];

  constructor(at: readonly PlaceHop[], columns: readonly string[]) {
    this.at = at;
    this.columns = columns;
  }

  *add(row: Row): Generator<Table> {
    this.rows.push(row);
    for (const { length } of row.cells) this.letters += length;
    if (this.rows.length >= mostRows || this.letters >= mostLetters) yield this.table();
  }

  /** What is left; a table without rows has names all the same. */
  *end(): Generator<Table> {
    if (this.rows.length > 0 || (!this.begun && this.columns.length > 0)) yield this.table();
  }

  private table(): Table {
    const { rows, begun, at, columns } = this;
    this.rows = [];
    this.letters = 0;
    this.begun = true;
    return { type: 'table', at, columns, rows, cite: 'row', continues: begun };
  }
}
