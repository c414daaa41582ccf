import { quoted, quotedTable } from './names.ts';
import type { Range, RowsOrder } from './order.ts';
import { documentOf } from './records.ts';
import { selectAs } from './types.ts';

/** Files in cells may be longer than texts. */
const bytesPerText = 16;

/** Bytes that are read of a cell. */
export function longestCell(as: RowsOrder['columns'][number]['as'], maxCell: number): number {
  return as === 'bytes' ? maxCell * bytesPerText : maxCell;
}

/** The COPY that reads a piece; of a sample, the last column is the row's block. */
export function copyOf({ schema, table, columns, key, range, anyEncoding }: RowsOrder, maxCell: number): string {
  const cells = columns.map(({ name, as, record, longest }) => {
    const column = `t.${quoted(name)}`;
    if (record !== null) return `left(${documentOf(column, record)}::text, ${maxCell + 1})`;
    return selectAs(as, column, longestCell(as, maxCell), longest);
  });
  if (range.by === 'sample') cells.push('(t.ctid::text::point)[0]::int8');
  // ONLY: rows of tables that inherit from it are theirs.
  const from = `ONLY ${quotedTable(schema, table)} AS t`;
  // What is in no known encoding is given as it stands, instead of being refused.
  const options = anyEncoding ? " (ENCODING 'SQL_ASCII')" : '';
  return `COPY (SELECT ${cells.join(', ')} FROM ${from}${rowsOf(range, key)}) TO STDOUT${options}`;
}

function rowsOf(range: Range, key: string | null): string {
  const column = `t.${quoted(key ?? '')}`;
  switch (range.by) {
    case 'all':
      return '';
    case 'sample':
      return ` TABLESAMPLE SYSTEM (${range.percent}) REPEATABLE (${range.seed})`;
    case 'keys':
      return ` WHERE ${column} BETWEEN ${range.from} AND ${range.to} ORDER BY ${column}`;
    case 'blocks': {
      const limits = [
        ...(range.from > 0 ? [`t.ctid >= '(${range.from},0)'::tid`] : []),
        ...(range.to !== null ? [`t.ctid < '(${range.to},0)'::tid`] : []),
        ...(range.keyAtMost !== null ? [`${column} <= ${range.keyAtMost}`] : []),
      ];
      return limits.length === 0 ? '' : ` WHERE ${limits.join(' AND ')}`;
    }
    default:
      return range satisfies never;
  }
}
