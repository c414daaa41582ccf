import type { KeyRange, KeySpace } from '../sql/key-space.ts';
import { ask, type Client, marker } from './connect.ts';
import { atLeast, below, type KeyForm, numberOf, selectKey, within } from './key-forms.ts';

/** Subqueries in one query. */
const atOnce = 32;

/** A table by a key; `table` and `key` as SQL. Its methods may throw OtherForm. */
export function keySpace({ connection }: Client, table: string, key: string, form: KeyForm = 'whole'): KeySpace {
  const keyOf = (value: unknown) => numberOf(form, value);
  const all = async <T>(items: readonly T[], select: (item: T) => string) => {
    const rows: Record<string, unknown>[] = [];
    for (let at = 0; at < items.length; at += atOnce) {
      const part = items.slice(at, at + atOnce).map((item, index) => `SELECT ${index} AS place, ${select(item)}`);
      const found = await ask(connection, `${marker} ${part.join(' UNION ALL ')}`);
      rows.push(...found.sort((a, b) => Number(a['place']) - Number(b['place'])));
    }
    return rows;
  };
  const nearest = (condition: string, order: string) =>
    `(SELECT ${selectKey(key, form)} FROM ${table} ${condition} ORDER BY ${key} ${order} LIMIT 1)`;
  return {
    async ends() {
      const [row] = await all([0], () => `${nearest('', 'ASC')} AS f, ${nearest('', 'DESC')} AS t`);
      const [from, to] = [keyOf(row?.['f']), keyOf(row?.['t'])];
      return from === null || to === null ? null : { from, to };
    },
    async around(points) {
      const rows = await all(points, (point) => {
        const [lower, upper] = [below(key, form, point), atLeast(key, form, point)];
        return `${nearest(`WHERE ${lower}`, 'DESC')} AS b, ${nearest(`WHERE ${upper}`, 'ASC')} AS f`;
      });
      return rows.map((row) => ({ below: keyOf(row['b']), from: keyOf(row['f']) }));
    },
    async ahead(ranges: readonly KeyRange[], count: number) {
      const rows = await all(ranges, (range) => {
        const where = within(key, form, range);
        const some = `SELECT ${selectKey(key, form)} AS k FROM ${table} WHERE ${where} ORDER BY ${key} LIMIT ${count}`;
        return `COUNT(*) AS num, MAX(k) AS t FROM (${some}) AS some`;
      });
      return rows.map((row, index) => ({ rows: Number(row['num']), last: keyOf(row['t']) ?? ranges[index]!.to }));
    },
  };
}
