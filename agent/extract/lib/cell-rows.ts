import type { Extracted } from '../../contracts/extractor.ts';
import type { PlaceHop } from '../../contracts/place.ts';
import { TableMaker } from './tables.ts';

/** Cells further right are kept in the last place, so that one stray cell does not make a row of 16,384. */
const widest = 2048;

/** Makes a table of cells that come one by one, row after row. */
export class CellRows {
  private readonly maker: TableMaker;
  private row = 0;
  private cells: string[] = [];

  constructor(at: readonly PlaceHop[]) {
    this.maker = new TableMaker(at, 'cell');
  }

  /** `row` from 1, `column` from 0. */
  *cell(row: number, column: number, text: string): Generator<Extracted> {
    if (row !== this.row) yield* this.flush();
    this.row = row;
    if (text === '') return;
    const at = Math.min(column, widest - 1);
    while (this.cells.length < at) this.cells.push('');
    const before = this.cells[at];
    this.cells[at] = before === undefined || before === '' ? text : `${before} ${text}`;
  }

  *end(): Generator<Extracted> {
    yield* this.flush();
    yield* this.maker.end();
  }

  private *flush(): Generator<Extracted> {
    const { row, cells } = this;
    if (cells.length === 0) return;
    this.cells = [];
    yield* this.maker.add([{ n: row, cells }]);
  }
}
