import type { DatabaseSync } from 'node:sqlite';
import type { RowTrigger } from '../../../contracts/table.ts';
import { quoted } from './quoted.ts';
import { findTable, type SqliteTable } from './tables.ts';

/** What a trigger names, as it was found in the database. */
export interface TriggerFound {
  readonly table: SqliteTable;
  /** Written as `t."closed_at"`; null where the column is declared to be of a type that holds no dates. */
  readonly columns: readonly (string | null)[];
  readonly deleted: string | null;
  /** The only column of the primary key. */
  readonly key: string | null;
  /** `FROM … AS t LEFT JOIN … AS r ON …` */
  readonly from: string;
}

/** Null where a column, or the foreign key that leads to it, is not there. */
export function findTrigger(database: DatabaseSync, table: SqliteTable, trigger: RowTrigger): TriggerFound | null {
  const other = trigger.via === null ? null : findOther(database, table, trigger);
  if (trigger.via !== null && other === null) return null;
  const columns = trigger.columns.map(({ table: of, column }) => {
    const found = columnOf(of === null ? table : other?.table, column);
    if (found === undefined) return undefined;
    return noDates.test(found.type) ? null : `${of === null ? 't' : 'r'}.${quoted(found.name)}`;
  });
  const deleted = trigger.deleted === null ? null : columnOf(table, trigger.deleted);
  if (deleted === undefined || !columns.every((column) => column !== undefined)) return null;
  return {
    table,
    columns,
    deleted: deleted === null ? null : `t.${quoted(deleted.name)}`,
    key: keyOf(database, table.name),
    from: `FROM main.${quoted(table.name)} AS t${other?.join ?? ''}`,
  };
}

/** Any other column may hold dates, whatever it is declared as. */
const noDates = /blob|bool/i;

/** Names of columns are the same in capitals. */
function columnOf(table: SqliteTable | undefined, name: string) {
  return table?.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

/** The table that a foreign key with the column `via` leads to; the first declared, if there are several. */
function findOther(database: DatabaseSync, own: SqliteTable, { via, columns }: RowTrigger) {
  const named = columns.find(({ table }) => table !== null)?.table?.toLowerCase() ?? null;
  const rows = database
    .prepare(
      `SELECT id, "table" AS target, "from" AS own, "to" AS other FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq`,
    )
    .all(own.name);
  const [parts] = [...Map.groupBy(rows, (row) => Number(row['id'])).values()]
    .filter((of) => of.some((row) => String(row['own']).toLowerCase() === via?.toLowerCase()))
    .filter((of) => named === null || String(of[0]?.['target']).toLowerCase() === named);
  if (parts === undefined) return null;
  const name = database
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name = ? COLLATE NOCASE`)
    .get(String(parts[0]?.['target']))?.['name'];
  const table = name === undefined ? null : findTable(database, String(name));
  if (table === null) return null;
  const primary = primaryKey(database, table.name);
  const pairs = parts.map((row, index) => {
    const other = row['other'] === null ? primary[index] : String(row['other']);
    return `r.${quoted(other ?? '')} = t.${quoted(String(row['own']))}`;
  });
  return { table, join: ` LEFT JOIN main.${quoted(table.name)} AS r ON ${pairs.join(' AND ')}` };
}

function keyOf(database: DatabaseSync, table: string): string | null {
  const [key, ...more] = primaryKey(database, table);
  if (key === undefined || more.length > 0) return null;
  const column = `t.${quoted(key)}`;
  return `CASE typeof(${column}) WHEN 'blob' THEN hex(${column}) ELSE ${column} END COLLATE BINARY`;
}

function primaryKey(database: DatabaseSync, table: string): readonly string[] {
  const rows = database.prepare('SELECT name FROM pragma_table_xinfo(?) WHERE pk > 0 ORDER BY pk').all(table);
  return rows.map((row) => String(row['name']));
}
