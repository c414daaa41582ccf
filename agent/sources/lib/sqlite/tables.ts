import type { DatabaseSync } from 'node:sqlite';
import type { ExclusionReason } from '../../../contracts/item.ts';
import { inPathOrder } from '../sql/in-order.ts';
import { tablePath } from '../sql/names.ts';
import { quoted } from './quoted.ts';

/** A table as the schema tells it. */
export interface SqliteTable {
  readonly name: string;
  readonly excluded: ExclusionReason | null;
  readonly columns: readonly SqliteColumn[];
  readonly access: Access;
}

export interface SqliteColumn {
  readonly name: string;
  /** As declared; '' for nothing. */
  readonly type: string;
  /** Name of the table that it refers to. */
  readonly references: string | null;
}

/**
 * How rows are found. `rowid`: by a whole number, `name` as SQL; `column` is its index where it is a column. `keys`: in
 * the order of a primary key, of a table without rowids. `stream`: only one after the other.
 */
export type Access =
  | { readonly by: 'rowid'; readonly name: string; readonly column: number }
  | { readonly by: 'keys'; readonly keys: readonly { readonly name: string; readonly descending: boolean }[] }
  | { readonly by: 'stream' };

interface Listed {
  readonly name: string;
  readonly type: 'table' | 'view' | 'virtual' | 'shadow';
  readonly wr: number;
}

const own = /^sqlite_/i;

/**
 * All tables and views, in the order of their paths. SQLite's own (`sqlite_…`: the schema, sequences, statistics) are no tables of anybody
 * and are not in it. Views, the shadow tables behind a virtual table, and full-text indexes over another table only
 * show what stands elsewhere: excluded as `view`.
 */
export function listTables(database: DatabaseSync): readonly SqliteTable[] {
  const rows = database.prepare(`SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'`).all();
  const listed = (rows as unknown as Listed[])
    .filter(({ name }) => !own.test(name))
    .map((listed) => ({ path: tablePath(listed.name), listed }));
  return inPathOrder(listed).map(({ listed: one }) => describe(database, one));
}

export function findTable(database: DatabaseSync, name: string): SqliteTable | null {
  const select = database.prepare(`SELECT name, type, wr FROM pragma_table_list(?) WHERE schema = 'main' AND name = ?`);
  const listed = select.get(name, name) as unknown as Listed | undefined;
  return listed === undefined ? null : describe(database, listed);
}

function describe(database: DatabaseSync, { name, type, wr }: Listed): SqliteTable {
  if (type === 'view' || type === 'shadow') return { name, excluded: 'view', columns: [], access: { by: 'stream' } };
  const module = type === 'virtual' ? moduleOf(database, name) : null;
  // Of a module that is not built in nothing can be asked: told when the table is to be read.
  const columns = module?.known === false ? [] : columnsOf(database, name);
  const excluded = module?.contentElsewhere === true ? 'view' : null;
  return { name, excluded, columns, access: accessOf(database, { name, wr, columns, module }) };
}

interface Module {
  /** Full-text search: its rows have numbers by which they are found. */
  readonly fullText: boolean;
  /** The content is that of another table. */
  readonly contentElsewhere: boolean;
  /** This build of SQLite has the module. */
  readonly known: boolean;
}

function moduleOf(database: DatabaseSync, name: string): Module {
  const row = database.prepare(`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?`).get(name);
  const sql = String(row?.['sql'] ?? '');
  const [, module = ''] = /\bUSING\s+"?(\w+)/i.exec(sql) ?? [];
  const fullText = /^fts[345]$/i.test(module);
  const known = database.prepare('SELECT 1 FROM pragma_module_list WHERE name = ?').get(module.toLowerCase());
  return {
    fullText,
    contentElsewhere: fullText && /\bcontent\s*=\s*(?:"[^"]|'[^']|[^\s"',)])/i.test(sql),
    known: known !== undefined,
  };
}

function columnsOf(database: DatabaseSync, table: string): readonly SqliteColumn[] {
  // 1 is a hidden column of a virtual table; 2 and 3 are generated ones, which read like any other.
  const rows = database
    .prepare('SELECT name, type FROM pragma_table_xinfo(?) WHERE hidden <> 1 ORDER BY cid')
    .all(table);
  const keys = database
    .prepare(
      `SELECT k."from" AS name, s.name AS target FROM pragma_foreign_key_list(?) k
       JOIN sqlite_schema s ON s.type = 'table' AND s.name = k."table" COLLATE NOCASE`,
    )
    .all(table);
  const targets = new Map(keys.map((key) => [String(key['name']).toLowerCase(), String(key['target'])]));
  return rows.map((row) => {
    const name = String(row['name']);
    return { name, type: String(row['type'] ?? ''), references: targets.get(name.toLowerCase()) ?? null };
  });
}

interface Shape {
  readonly name: string;
  readonly wr: number;
  readonly columns: readonly SqliteColumn[];
  readonly module: Module | null;
}

function accessOf(database: DatabaseSync, { name, wr, columns, module }: Shape): Access {
  if (module !== null && !module.fullText) return { by: 'stream' };
  if (wr === 1) return keysOf(database, name);
  const alias = module === null ? rowidColumn(database, name) : null;
  const taken = new Set(columns.map((column) => column.name.toLowerCase()));
  const free = ['rowid', '_rowid_', 'oid'].find((word) => !taken.has(word));
  if (alias === null) return free === undefined ? { by: 'stream' } : { by: 'rowid', name: free, column: -1 };
  return { by: 'rowid', name: quoted(alias), column: columns.findIndex((column) => column.name === alias) };
}

/** The column that is the rowid itself: a primary key declared as INTEGER, with no index of its own. */
function rowidColumn(database: DatabaseSync, table: string): string | null {
  const keys = database.prepare('SELECT name, type FROM pragma_table_xinfo(?) WHERE pk > 0').all(table);
  const [key] = keys;
  if (key === undefined || keys.length !== 1 || String(key['type']).toUpperCase() !== 'INTEGER') return null;
  return primaryIndex(database, table) === null ? String(key['name']) : null;
}

function primaryIndex(database: DatabaseSync, table: string): string | null {
  const row = database.prepare(`SELECT name FROM pragma_index_list(?) WHERE origin = 'pk'`).get(table);
  return row === undefined ? null : String(row['name']);
}

function keysOf(database: DatabaseSync, table: string): Access {
  const index = primaryIndex(database, table);
  if (index === null) return { by: 'stream' };
  const rows = database
    .prepare('SELECT name, "desc" AS descending FROM pragma_index_xinfo(?) WHERE "key" = 1 ORDER BY seqno')
    .all(index);
  return {
    by: 'keys',
    keys: rows.map((row) => ({ name: quoted(String(row['name'])), descending: row['descending'] === 1 })),
  };
}
