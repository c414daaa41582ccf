import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { clusterRows, sampleKeys } from '../sql/key-sample.ts';
import { surveyKeys } from '../sql/key-space.ts';
import { rowidSpace } from './keys.ts';
import { countedUpTo, estimateRows, pageBytes } from './plan.ts';
import { quoted } from './quoted.ts';
import type { SqliteTable } from './tables.ts';

export interface Share {
  /** Null where it cannot be told. */
  readonly rows: number | null;
  readonly bytes: number;
}

/** Places in a table at which some rows are looked at, and how many there. */
const places = 32;
const rowsThere = 4;
/** Columns whose width is summed: SQLite takes no longer sums. */
const mostColumns = 500;

/**
 * Rows and bytes of a table. In a small file they are counted; of a larger one, a table has as large a share of the file
 * as its rows, by the width of a few of them, have of all rows that are looked at. Indexes and free pages are thus shared out
 * to them: limits that follow from the size are rather too wide than too narrow.
 * @param wanted tables that are to be read
 */
export async function sharesOf(
  database: DatabaseSync,
  tables: readonly SqliteTable[],
  wanted: ReadonlySet<SqliteTable>,
  fileSize: number,
  signal: AbortSignal,
): Promise<(table: SqliteTable) => Promise<Share>> {
  const rowsIn = (table: SqliteTable) => estimateRows(database, table, fileSize).catch(() => null);
  if (fileSize <= countedUpTo) {
    const bytes = pageBytes(database);
    return async (table) => ({
      rows: wanted.has(table) ? await rowsIn(table) : null,
      bytes: bytes.get(table.name) ?? 0,
    });
  }
  const found = new Map<SqliteTable, { rows: number | null; weight: number }>();
  for (const table of tables) {
    // Counting is for what is read alone; of others the place of their rows tells enough.
    if (table.excluded !== null || !(wanted.has(table) || table.access.by === 'rowid')) continue;
    await setImmediate();
    signal.throwIfAborted();
    const rows = await rowsIn(table);
    const width = rows === null || rows === 0 ? 0 : await widthOf(database, table).catch(() => 0);
    found.set(table, { rows, weight: (rows ?? 0) * width });
  }
  const all = Math.max(
    1,
    [...found.values()].reduce((sum, { weight }) => sum + weight, 0),
  );
  return async (table) => {
    const { rows = null, weight = 0 } = found.get(table) ?? {};
    return { rows, bytes: Math.round((fileSize * weight) / all) };
  };
}

/** Bytes of a row, on average of some. */
async function widthOf(database: DatabaseSync, { name, columns, access }: SqliteTable): Promise<number> {
  const cells = columns.slice(0, mostColumns).map((column) => `ifnull(octet_length(${quoted(column.name)}), 0)`);
  const scale = columns.length / cells.length;
  const rows = `SELECT 8 + ${scale} * (${cells.join(' + ')}) AS width FROM main.${quoted(name)}`;
  const some = (where: string) =>
    database.prepare(`SELECT total(width) AS sum, count(*) AS num FROM (${rows} ${where} LIMIT ?)`);
  const seen = [];
  if (access.by === 'rowid') {
    const stretches = await surveyKeys(rowidSpace(database, name, access.name));
    const wanted = { rows: places * clusterRows, seed: 1, table: name };
    const statement = some(`WHERE ${access.name} BETWEEN ? AND ?`);
    for (const { from, to } of sampleKeys(stretches, wanted)) seen.push(statement.get(from, to, rowsThere));
  } else seen.push(some('').get(places * rowsThere));
  const sum = seen.reduce((all, row) => all + Number(row?.['sum'] ?? 0), 0);
  const num = seen.reduce((all, row) => all + Number(row?.['num'] ?? 0), 0);
  return sum / Math.max(1, num);
}
