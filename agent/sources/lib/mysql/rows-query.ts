import { clusterRows } from '../sql/key-sample.ts';
import type { KeyRange } from '../sql/key-space.ts';
import { marker } from './connect.ts';
import { type KeyForm, within } from './key-forms.ts';
import { quoted, quotedTable } from './names.ts';
import type { Drawn, RowsOrder } from './order.ts';
import { selectAs } from './types.ts';

/** The table as it is read: with the rows of its past, where it keeps them. */
export function fromTable({ schema, table, hasHistory }: Pick<RowsOrder, 'schema' | 'table' | 'hasHistory'>): string {
  return `${quotedTable(schema, table)}${hasHistory ? ' FOR SYSTEM_TIME ALL' : ''}`;
}

/** All rows whose key is in the range. */
export function rangeQuery(order: RowsOrder, maxCell: number, range: KeyRange): string {
  const { column, form } = byOf(order);
  return `${selectRows(order, maxCell)} WHERE ${within(column, form, range)}`;
}

/** The first rows of each range, with the number of the range before them. */
export function clustersQuery(order: RowsOrder, maxCell: number, clusters: readonly KeyRange[]): string {
  const { column, form } = byOf(order);
  const parts = clusters.map((range, index) => {
    // What is said of the cache is said once of them all.
    const before = `${index === 0 ? noCache : ''} ${index} AS cluster,`;
    const rows = `${selectRows(order, maxCell, before)} WHERE ${within(column, form, range)}`;
    return `(${rows} ORDER BY ${column} LIMIT ${clusterRows})`;
  });
  return parts.join(' UNION ALL ');
}

/** All rows, or those of one step through them. */
export function allQuery(order: RowsOrder, maxCell: number, step = ''): string {
  return `${selectRows(order, maxCell)}${step === '' ? '' : ` WHERE ${step}`}`;
}

/** Rows by chance, of all or of one step. */
export function drawnQuery(
  order: RowsOrder,
  maxCell: number,
  { chance, seed }: Pick<Drawn, 'chance' | 'seed'>,
  step = '',
): string {
  // Rows of the step alone are given a number by chance.
  return `${selectRows(order, maxCell)} WHERE ${step === '' ? '' : `${step} AND `}RAND(${seed}) < ${chance}`;
}

/** The condition for the rows of a range. */
export function inRange(order: RowsOrder, range: KeyRange, prefix = ''): string {
  const { column, form } = byOf(order);
  return within(`${prefix}${column}`, form, range);
}

function byOf({ by }: RowsOrder): { column: string; form: KeyForm } {
  if (by === null) throw new TypeError('rows without a key are not found by one');
  return { column: quoted(by.column), form: by.form };
}

/** Rows that we read once would push others out of it. */
const noCache = 'SQL_NO_CACHE';

function selectRows(order: RowsOrder, maxCell: number, before = noCache): string {
  const columns = order.columns.map(({ name, as, longest }) => selectAs(as, quoted(name), maxCell, longest));
  return `SELECT ${marker} ${before} ${columns.join(', ')} FROM ${fromTable(order)}`;
}
