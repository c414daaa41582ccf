import type { DatabaseSync } from 'node:sqlite';
import type { KeyRange, KeySpace } from '../sql/key-space.ts';
import { quoted } from './quoted.ts';

/** A table by its rowids. `key` is SQL. */
export function rowidSpace(database: DatabaseSync, table: string, key: string): KeySpace {
  const prepared = (sql: string) => {
    const statement = database.prepare(sql);
    statement.setReadBigInts(true);
    return (...values: bigint[]) => statement.get(...values);
  };
  const from = `FROM main.${quoted(table)}`;
  const first = prepared(`SELECT ${key} AS key ${from} WHERE ${key} >= ? ORDER BY ${key} LIMIT 1`);
  const below = prepared(`SELECT ${key} AS key ${from} WHERE ${key} < ? ORDER BY ${key} DESC LIMIT 1`);
  const last = prepared(`SELECT ${key} AS key ${from} ORDER BY ${key} DESC LIMIT 1`);
  const ahead = prepared(
    `SELECT count(*) AS rows, max(k) AS key FROM (SELECT ${key} AS k ${from} WHERE ${key} BETWEEN ? AND ? ` +
      `ORDER BY ${key} LIMIT ?)`,
  );
  const keyOf = (row: Record<string, unknown> | undefined) => (typeof row?.['key'] === 'bigint' ? row['key'] : null);
  return {
    async ends() {
      const [start, end] = [keyOf(first(-(2n ** 63n))), keyOf(last())];
      return start === null || end === null ? null : { from: start, to: end };
    },
    async around(points) {
      return points.map((point) => ({ below: keyOf(below(point)), from: keyOf(first(point)) }));
    },
    async ahead(ranges: readonly KeyRange[], rows: number) {
      return ranges.map(({ from: start, to }) => {
        const row = ahead(start, to, BigInt(rows));
        return { rows: Number(row?.['rows'] ?? 0), last: keyOf(row) ?? to };
      });
    },
  };
}
