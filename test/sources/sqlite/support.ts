import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Item } from '../../../agent/contracts/item.ts';
import type { OpenSource, SourceContext } from '../../../agent/contracts/source.ts';
import sqlite from '../../../agent/sources/sqlite.ts';
import { context, listAll, never, readPlan } from '../../support/tables.ts';
import { tree } from '../../support/tree.ts';

/** A database file in a folder of its own, made by these statements. */
export function database(
  sql: string,
  fill?: (db: DatabaseSync) => void,
): { readonly path: string; readonly dir: string } & Disposable {
  const { dir, [Symbol.dispose]: remove } = tree();
  const path = join(dir, 'data.db');
  const db = new DatabaseSync(path, { defensive: false });
  db.exec(sql);
  fill?.(db);
  db.close();
  return { path, dir, [Symbol.dispose]: remove };
}

export function open(settings: Record<string, unknown>, more: Partial<SourceContext> = {}): Promise<OpenSource> {
  return sqlite.open(sqlite.settings.parse({ pause: 0, ...settings }), context(more));
}

export async function itemOf(source: OpenSource, path: string): Promise<Item> {
  const { items } = await listAll(source);
  return items.find((item) => item.path === path)!;
}

/** All rows of one table, as the source plans it. */
export async function readTable(source: OpenSource, path: string) {
  const plan = await source.plan!(await itemOf(source, path), null, never);
  return { plan, ...(await readPlan(source, path, plan)) };
}
