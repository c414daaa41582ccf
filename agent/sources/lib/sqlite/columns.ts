import type { RowColumn } from '../../../contracts/source.ts';
import { tablePath } from '../sql/names.ts';
import { quoted } from './quoted.ts';
import type { SqliteColumn } from './tables.ts';

/**
 * How a column is read. SQLite keeps any kind of value in any column, whatever is declared, so that values are read as
 * they are kept:
 *
 * | kept as | read as |
 * | --- | --- |
 * | text | text |
 * | integer | its digits |
 * | real | its digits where it is a whole number below 2^53 (a phone number, a time); else not |
 * | blob in a column declared as text, number, date … | the text that it is, if it is any |
 * | blob in a column declared as BLOB, ANY, or nothing | a file, in a column of its own of the same name |
 * | blob in a column declared as JSONB | the document, as JSON |
 */
export interface ReadColumn {
  readonly select: string;
  /** Index of its cells in a row. */
  readonly text: number;
  /** Index of those of its blobs; the same where they are not files. */
  readonly blobs: number;
}

export interface ColumnPlan {
  readonly read: readonly ReadColumn[];
  readonly columns: readonly RowColumn[];
}

/** Longer cells are not even begun: SQLite would have to load them as a whole. */
export const longestLoad = 64 << 20;

/** @param most bytes of a cell that are read; one more is asked for, to see what is longer */
export function planColumns(table: readonly SqliteColumn[], most: number): ColumnPlan {
  const columns: RowColumn[] = [];
  const read = table.map((column) => {
    const about = { name: column.name, comment: '', references: column.references };
    const path = about.references === null ? null : tablePath(about.references);
    const text = columns.push({ ...about, references: path, holds: 'text' }) - 1;
    const files = /blob|^any$/i.test(column.type) || column.type === '';
    const blobs = files ? columns.push({ ...about, references: path, holds: 'bytes' }) - 1 : text;
    return { select: selectOf(column, most), text, blobs };
  });
  return { read, columns };
}

/** An infinite number stands for a cell that is too long to load: no other that is read is one. */
function selectOf({ name, type }: SqliteColumn, most: number): string {
  const cell = quoted(name);
  const value = /jsonb/i.test(type) ? `CASE WHEN json_valid(${cell}, 8) THEN json(${cell}) ELSE ${cell} END` : cell;
  const load = Math.max(longestLoad, most);
  return (
    `CASE WHEN octet_length(${cell}) <= ${most} THEN ${value} WHEN octet_length(${cell}) > ${load} THEN 9e999 ` +
    `ELSE substr(${cell}, 1, ${most + 1}) END`
  );
}
