import type { Walk } from './catalog.ts';
import { ask, type Client, marker } from './connect.ts';
import { quoted } from './names.ts';

/** Rows of a step, about. */
const rowsAtOnce = 32_768;

/**
 * Conditions that, one after the other, let all rows of a table through once, for tables whose rows lie in the order of
 * texts: no query is then under way for as long as the whole table takes.
 * @param table as SQL
 * @param prefix before the column: `t.`
 */
export async function* stepsOf(
  { connection }: Client,
  table: string,
  walk: Walk | null,
  prefix = '',
): AsyncGenerator<string> {
  if (walk === null) {
    yield '';
    return;
  }
  const column = quoted(walk.column);
  const written = walk.holds === 'bytes' ? `HEX(${column})` : `HEX(CONVERT(${column} USING utf8mb4))`;
  let after = '';
  for (;;) {
    const where = after === '' ? '' : `WHERE ${column} > ${after}`;
    const [row] = await ask(
      connection,
      `SELECT ${marker} ${written} AS last FROM ${table} ${where} ORDER BY ${column} LIMIT 1 OFFSET ${rowsAtOnce - 1}`,
    );
    const from = after === '' ? [] : [`${prefix}${column} > ${after}`];
    if (row === undefined) {
      yield from.join('');
      return;
    }
    after = `${walk.holds === 'bytes' ? '' : '_utf8mb4'} X'${String(row['last'])}'`;
    yield [...from, `${prefix}${column} <= ${after}`].join(' AND ');
  }
}
