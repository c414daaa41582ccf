import type { DatabaseSync } from 'node:sqlite';
import { type ReadPlan, SourceError } from '../../../contracts/source.ts';
import { hashOf, type KeyedRows, type PlanWish, planByKey, planWhole } from '../sql/key-plan.ts';
import { clustersOf, samplePositions } from '../sql/key-sample.ts';
import { rowsOf, type Stretch, surveyKeys } from '../sql/key-space.ts';
import { planColumns } from './columns.ts';
import { rowidSpace } from './keys.ts';
import { quoted } from './quoted.ts';
import type { SqliteTable } from './tables.ts';

/** Files up to this size are counted exactly: that reads less than a second's worth. */
export const countedUpTo = 64 << 20;

/** What pieces must have in common to fit each other. */
export function shapeOf({ columns, access }: SqliteTable, maxCell: number): string {
  return hashOf([columns.map(({ name, type }) => [name, type]), access, maxCell]);
}

/** @throws SourceError */
export async function planTable(
  database: DatabaseSync,
  table: SqliteTable,
  wish: Omit<PlanWish, 'shape'> & { readonly maxCell: number },
): Promise<ReadPlan> {
  // A module that this build does not have: of such a table not even the columns are known.
  if (table.columns.length === 0) throw new SourceError({ code: 'unsupported', detail: null });
  const shape = shapeOf(table, wish.maxCell);
  // What would fail in every piece fails here, once.
  const { read } = planColumns(table.columns, wish.maxCell);
  database.prepare(`SELECT ${read.map(({ select }) => select).join(', ')} FROM main.${quoted(table.name)}`);
  if (table.access.by === 'rowid') {
    // Rowids that are no column are given anew when the file is packed (VACUUM): no mark lasts.
    const appendOnly = wish.appendOnly && table.access.column >= 0;
    return planByKey(await survey(database, table, table.access.name), { ...wish, shape, appendOnly });
  }
  const rows = countRows(database, table.name);
  if (wish.depth === 'full' || rows <= wish.sampleRows) return planWhole(shape);
  const positions = samplePositions(rows, { rows: wish.sampleRows, seed: wish.seed, table: wish.table });
  const of: KeyedRows = { of: 'positions', shape, positions };
  const pieces = [{ id: `positions-${hashOf(positions)}`, kind: 'rows', of } as const];
  const layout = `sample/${wish.seed}/${shape}`;
  return { depth: 'sample', layout, pieces, adds: false, mark: null, blocks: clustersOf(rows) };
}

/** Rows of a table: counted in a small file, and where there are no rowids; else estimated by where its rowids lie. */
export async function estimateRows(
  database: DatabaseSync,
  table: SqliteTable,
  fileSize: number,
): Promise<number | null> {
  if (table.columns.length === 0) return null;
  if (table.access.by !== 'rowid' || fileSize <= countedUpTo) return countRows(database, table.name);
  return rowsOf(await survey(database, table, table.access.name));
}

/** Bytes of each table's pages by name; all of the file is gone through. */
export function pageBytes(database: DatabaseSync): ReadonlyMap<string, number> {
  const rows = database.prepare('SELECT name, pgsize FROM dbstat WHERE aggregate = 1').all();
  return new Map(rows.map((row) => [String(row['name']), Number(row['pgsize'])]));
}

function survey(database: DatabaseSync, { name }: SqliteTable, key: string): Promise<readonly Stretch[]> {
  return surveyKeys(rowidSpace(database, name, key));
}

function countRows(database: DatabaseSync, table: string): number {
  return Number(database.prepare(`SELECT count(*) AS rows FROM main.${quoted(table)}`).get()?.['rows'] ?? 0);
}
