import type { Walk } from './catalog.ts';
import { ask, type Client, marker } from './connect.ts';
import { quoted } from './names.ts';

/** Rows of a step, about; many more only where as many have the same key. */
const rowsAtOnce = 32_768;

export interface Walked {
  /** The table, as SQL. */
  readonly table: string;
  readonly walk: Walk | null;
  /** Before columns, in the conditions: `t.`. */
  readonly prefix?: string;
  /** Only such rows are gone through; '' for all. Is given the prefix. */
  readonly within?: (prefix: string) => string;
  /** Of a step, at most about so many rows. */
  readonly most?: number;
}

/**
 * Conditions that, one after the other, let all rows of a table through once: no query is then under way for as long as
 * the whole table takes. Without a walk there is one.
 */
export async function* stepsOf(
  { connection }: Client,
  { table, walk, prefix = '', within = () => '', most = rowsAtOnce }: Walked,
): AsyncGenerator<string> {
  if (walk === null) {
    yield within(prefix);
    return;
  }
  const names = walk.columns.map(({ column }) => quoted(column));
  const written = walk.columns.map(({ holds }, index) => `${writtenAs(holds, names[index]!)} AS c${index}`);
  const step = Math.max(1, Math.min(rowsAtOnce, Math.floor(most)));
  let after: readonly string[] | null = null;
  for (;;) {
    const where: string = all([within(''), after === null ? '' : beyond('>', names, after)]);
    const [row] = await ask(
      connection,
      `SELECT ${marker} ${written.join(', ')} FROM ${table}${where === '' ? '' : ` WHERE ${where}`}
        ORDER BY ${names.join(', ')} LIMIT 1 OFFSET ${step - 1}`,
    );
    const own = names.map((name) => `${prefix}${name}`);
    const lower = after === null ? '' : beyond('>', own, after);
    if (row === undefined) {
      yield all([within(prefix), lower]);
      return;
    }
    after = walk.columns.map(({ holds }, index) => literalOf(holds, String(row[`c${index}`])));
    yield all([within(prefix), lower, beyond('<=', own, after)]);
  }
}

function all(conditions: readonly string[]): string {
  return conditions.filter((condition) => condition !== '').join(' AND ');
}

/** Keys above others, or up to them. Written out: of rows compared as such no server makes ranges of its index. */
function beyond(sign: '>' | '<=', names: readonly string[], values: readonly string[]): string {
  const last = names.length - 1;
  const cases = names.map((name, index) => {
    const same = names.slice(0, index).map((other, at) => `${other} = ${values[at]}`);
    return [...same, `${name} ${index < last ? sign[0] : sign} ${values[index]}`].join(' AND ');
  });
  return cases.length === 1 ? cases[0]! : `(${cases.map((one) => `(${one})`).join(' OR ')})`;
}

function writtenAs(holds: Walk['columns'][number]['holds'], column: string): string {
  if (holds === 'number') return `CAST(${column} AS CHAR)`;
  return holds === 'bytes' ? `HEX(${column})` : `HEX(CONVERT(${column} USING utf8mb4))`;
}

function literalOf(holds: Walk['columns'][number]['holds'], written: string): string {
  // As a text it would be compared as a number with a floating point.
  if (holds === 'number') return /^-?[0-9]+(?:[.][0-9]+)?$/.test(written) ? written : 'NULL';
  return `${holds === 'bytes' ? '' : '_utf8mb4 '}X'${written}'`;
}
