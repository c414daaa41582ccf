import type { RowTrigger } from '../../../contracts/table.ts';
import { type ColumnFound, findTables, type TableFound } from './catalog.ts';
import { ask, type Client, marker } from './connect.ts';
import { quoted, quotedTable } from './names.ts';

/** Of what type a column of dates is, as far as it matters. A `moment` (TIMESTAMP) has a zone, a `time` has none. */
export type DateType = 'date' | 'time' | 'moment' | 'text' | 'number';
/** And how one tells that a row is deleted. */
export type MarkType = 'date' | 'text' | 'number';

/** What a trigger names, as it was found in the database. */
export interface TriggerFound {
  /** Written as `t.closed_at`; null where there is no such type of dates. */
  readonly columns: readonly { readonly sql: string; readonly type: DateType | null }[];
  readonly deleted: { readonly sql: string; readonly type: MarkType } | null;
  /** The only column of a unique key. */
  readonly key: { readonly sql: string; readonly type: 'number' | 'text' | 'bytes' } | null;
  /** `FROM … AS t LEFT JOIN … AS r ON …` */
  readonly from: string;
  readonly table: TableFound;
}

/** Null where a column, or the foreign key that leads to it, is not there. */
export async function findTrigger(
  client: Client,
  schema: string,
  table: string,
  trigger: RowTrigger,
): Promise<TriggerFound | null> {
  const [own] = await findTables(client, schema, table);
  if (own === undefined) return null;
  const other = trigger.via === null ? null : await findOther(client, own, trigger);
  if (trigger.via !== null && other === null) return null;
  const columns = trigger.columns.map(({ table: of, column }) => {
    const found = columnOf(of === null ? own : other?.table, column);
    return found && { sql: `${of === null ? 't' : 'r'}.${quoted(found.name)}`, type: dateType(found) };
  });
  const mark = trigger.deleted === null ? null : columnOf(own, trigger.deleted);
  if (mark === undefined || !columns.every((column) => column !== undefined)) return null;
  const markedBy = mark === null ? null : markType(mark);
  if (mark !== null && markedBy === null) return null;
  const history = own.hasHistory ? ' FOR SYSTEM_TIME ALL' : '';
  return {
    columns,
    deleted: mark === null || markedBy === null ? null : { sql: `t.${quoted(mark.name)}`, type: markedBy },
    key: await findKey(client, own),
    from: `FROM ${quotedTable(schema, own.name)}${history} AS t${other?.join ?? ''}`,
    table: own,
  };
}

/** Names of columns are the same in capitals. */
function columnOf(table: TableFound | undefined, name: string): ColumnFound | undefined {
  return table?.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
}

/** The table that a foreign key with the column `via` leads to; the first by name, if there are several. */
async function findOther(client: Client, own: TableFound, { via, columns }: RowTrigger) {
  const named = columns.find(({ table }) => table !== null)?.table?.toLowerCase() ?? null;
  const rows = await ask(
    client.connection,
    `SELECT ${marker} CONSTRAINT_NAME AS name, ORDINAL_POSITION AS place, COLUMN_NAME AS own,
            REFERENCED_TABLE_SCHEMA AS otherSchema, REFERENCED_TABLE_NAME AS other, REFERENCED_COLUMN_NAME AS otherColumn
       FROM information_schema.KEY_COLUMN_USAGE
      WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND REFERENCED_TABLE_NAME IS NOT NULL`,
    [own.schema, own.name],
  );
  const keys = [...Map.groupBy(rows, (row) => String(row['name']))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, parts]) => parts.sort((a, b) => Number(a['place']) - Number(b['place'])))
    .filter((parts) => parts.some((part) => String(part['own']).toLowerCase() === via?.toLowerCase()))
    .filter((parts) => named === null || String(parts[0]?.['other']).toLowerCase() === named);
  const [parts] = keys;
  if (parts === undefined) return null;
  const [schema, name] = [String(parts[0]?.['otherSchema']), String(parts[0]?.['other'])];
  const [table] = await findTables(client, schema, name);
  if (table === undefined) return null;
  const pairs = parts.map((part) => `r.${quoted(String(part['otherColumn']))} = t.${quoted(String(part['own']))}`);
  return { table, join: ` LEFT JOIN ${quotedTable(schema, name)} AS r ON ${pairs.join(' AND ')}` };
}

async function findKey({ connection }: Client, own: TableFound): Promise<TriggerFound['key']> {
  const rows = await ask(
    connection,
    `SELECT ${marker} COLUMN_NAME AS name FROM information_schema.STATISTICS
      WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? AND INDEX_NAME = 'PRIMARY'`,
    [own.schema, own.name],
  );
  const column = columnOf(own, String(rows[0]?.['name'] ?? ''));
  if (rows.length !== 1 || column === undefined || !column.selectable) return null;
  const { base } = column;
  return {
    sql: `t.${quoted(column.name)}`,
    type: /int$/.test(base) ? 'number' : /binary$|blob$/.test(base) ? 'bytes' : 'text',
  };
}

const texts = /char$|text$/;
const numbers = /int$|^decimal$/;

function dateType({ base }: ColumnFound): DateType | null {
  if (base === 'date') return 'date';
  if (base === 'datetime') return 'time';
  if (base === 'timestamp') return 'moment';
  return texts.test(base) ? 'text' : numbers.test(base) ? 'number' : null;
}

function markType({ base }: ColumnFound): MarkType | null {
  if (base === 'date' || base === 'datetime' || base === 'timestamp') return 'date';
  if (texts.test(base) || base === 'enum') return 'text';
  return numbers.test(base) || base === 'bit' ? 'number' : null;
}
