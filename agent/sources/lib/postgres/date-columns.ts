import type pg from 'pg';
import type { RowTrigger } from '../../../contracts/table.ts';
import { quoted, quotedTable } from './names.ts';

/** Of what type a column of dates is, as far as it matters. */
export type DateType = 'date' | 'timestamp' | 'timestamptz' | 'text' | 'number';
/** And how one tells that a row is deleted. */
export type MarkType = 'boolean' | 'moment' | 'text' | 'number';

/** What a trigger names, as it was found in the database. */
export interface TriggerFound {
  /** Written as `t."closed_at"`; null where there is no such type of dates. */
  readonly columns: readonly { readonly sql: string; readonly type: DateType | null }[];
  readonly deleted: { readonly sql: string; readonly type: MarkType } | null;
  /** The only column of the primary key; what is no whole number, as text. */
  readonly key: { readonly sql: string; readonly whole: boolean } | null;
  /** `FROM … AS t LEFT JOIN … AS r ON …` */
  readonly from: string;
  readonly blocks: number;
}

interface Relation {
  readonly oid: number;
  readonly blocks: number;
  /** Tables inherit from it, which are no partitions. */
  readonly subclasses: boolean;
  readonly columns: ReadonlyMap<string, Column>;
}

interface Column {
  readonly type: string;
  readonly category: string;
  readonly schema: string;
}

/** Null where a column, or the foreign key that leads to it, is not there. */
export async function findTrigger(
  client: pg.Client,
  schema: string,
  table: string,
  trigger: RowTrigger,
): Promise<TriggerFound | null> {
  const own = await findColumns(client, schema, table);
  if (own === null) return null;
  const other = trigger.via === null ? null : await findOther(client, own, trigger);
  if (trigger.via !== null && other === null) return null;
  const columns = trigger.columns.map(({ table: of, column }) => {
    const facts = (of === null ? own : other?.relation)?.columns.get(column);
    return facts && { sql: `${of === null ? 't' : 'r'}.${quoted(column)}`, type: dateType(facts) };
  });
  const mark = trigger.deleted === null ? null : own.columns.get(trigger.deleted);
  if (mark === undefined || !columns.every((column) => column !== undefined)) return null;
  const markedBy = mark === null ? null : markType(mark);
  if (mark !== null && markedBy === null) return null;
  return {
    columns,
    deleted: markedBy === null ? null : { sql: markSql(`t.${quoted(trigger.deleted ?? '')}`, mark), type: markedBy },
    key: await findKey(client, own),
    from: `FROM ${only(own)}${quotedTable(schema, table)} AS t${other?.join ?? ''}`,
    blocks: own.blocks,
  };
}

/** Rows of tables that inherit from it are theirs, and no foreign key leads to them. */
const only = ({ subclasses }: Relation): string => (subclasses ? 'ONLY ' : '');

/** The base type of a domain stands for it. */
async function findColumns(client: pg.Client, schema: string, table: string): Promise<Relation | null> {
  const { rows } = await client.query<{
    oid: string;
    blocks: string;
    subclasses: boolean;
    name: string;
    type: string;
    category: string;
    schema: string;
  }>(
    `WITH RECURSIVE typed AS (
       SELECT c.oid AS relation, c.relhassubclass AND c.relkind <> 'p' AS subclasses, a.attname AS name, a.atttypid AS type
         FROM pg_class AS c
         JOIN pg_namespace AS n ON n.oid = c.relnamespace
         JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE n.nspname = $1 AND c.relname = $2
        UNION ALL
       SELECT typed.relation, typed.subclasses, typed.name, t.typbasetype
         FROM typed JOIN pg_type AS t ON t.oid = typed.type AND t.typtype = 'd'
     )
     SELECT typed.relation::text AS oid, typed.subclasses, typed.name::text, t.typname::text AS type,
            CASE t.typtype WHEN 'e' THEN 'E' ELSE t.typcategory END::text AS category, n.nspname::text AS schema,
            (coalesce(pg_relation_size(typed.relation), 0) / current_setting('block_size')::int8)::text AS blocks
       FROM typed
       JOIN pg_type AS t ON t.oid = typed.type AND t.typtype <> 'd'
       JOIN pg_namespace AS n ON n.oid = t.typnamespace`,
    [schema, table],
  );
  const [first] = rows;
  if (first === undefined) return null;
  return {
    oid: Number(first.oid),
    blocks: Number(first.blocks),
    subclasses: first.subclasses,
    columns: new Map(rows.map(({ name, type, category, schema: of }) => [name, { type, category, schema: of }])),
  };
}

/** The table that a foreign key with the column `via` leads to; the first by name, if there are several. */
async function findOther(client: pg.Client, own: Relation, { via, columns }: RowTrigger) {
  const named = columns.find(({ table }) => table !== null)?.table ?? null;
  const { rows } = await client.query<{ schema: string; name: string; own: string[]; other: string[] }>(
    `SELECT n.nspname::text AS schema, r.relname::text AS name,
            ARRAY(SELECT a.attname::text FROM unnest(f.conkey) WITH ORDINALITY AS k (number, place)
                    JOIN pg_attribute AS a ON a.attrelid = f.conrelid AND a.attnum = k.number ORDER BY k.place) AS own,
            ARRAY(SELECT a.attname::text FROM unnest(f.confkey) WITH ORDINALITY AS k (number, place)
                    JOIN pg_attribute AS a ON a.attrelid = f.confrelid AND a.attnum = k.number ORDER BY k.place) AS other
       FROM pg_constraint AS f
       LEFT JOIN pg_constraint AS p ON p.oid = f.conparentid
       JOIN pg_class AS r ON r.oid = f.confrelid
       JOIN pg_namespace AS n ON n.oid = r.relnamespace
       JOIN pg_attribute AS v ON v.attrelid = f.conrelid AND v.attnum = ANY (f.conkey) AND v.attname = $2
      WHERE f.conrelid = $1::oid AND f.contype = 'f' AND ($3::text IS NULL OR r.relname = $3)
        AND (p.oid IS NULL OR p.conrelid <> f.conrelid)
      ORDER BY f.conname::text COLLATE "C"`,
    [own.oid, via, named],
  );
  const [first] = rows;
  const relation = first === undefined ? null : await findColumns(client, first.schema, first.name);
  if (first === undefined || relation === null) return null;
  const pairs = first.own.map((column, index) => `r.${quoted(first.other[index] ?? '')} = t.${quoted(column)}`);
  return {
    relation,
    join: ` LEFT JOIN ${only(relation)}${quotedTable(first.schema, first.name)} AS r ON ${pairs.join(' AND ')}`,
  };
}

async function findKey(client: pg.Client, own: Relation): Promise<TriggerFound['key']> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT a.attname::text AS name
       FROM pg_index AS i
       JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
      WHERE i.indrelid = $1::oid AND i.indisprimary AND i.indnkeyatts = 1
        AND has_column_privilege(i.indrelid, a.attnum, 'SELECT')`,
    [own.oid],
  );
  const name = rows[0]?.name;
  if (name === undefined) return null;
  const facts = own.columns.get(name);
  const whole = facts?.schema === 'pg_catalog' && /^int[248]$/.test(facts.type);
  return { sql: whole ? `t.${quoted(name)}` : asText(`t.${quoted(name)}`, facts), whole };
}

/** Without a cast of a type that anybody may have made: a cast is code of whoever made it. */
function asText(column: string, facts: Column | undefined): string {
  return facts?.schema === 'pg_catalog' || facts?.category === 'S' ? `${column}::text` : `format('%s', ${column})`;
}

function markSql(column: string, mark: Column | null): string {
  return mark?.category === 'E' ? asText(column, mark) : column;
}

function dateType({ type, category, schema }: Column): DateType | null {
  if (category === 'S') return 'text';
  if (schema !== 'pg_catalog') return null;
  if (type === 'date' || type === 'timestamp' || type === 'timestamptz') return type;
  return /^(?:int[248]|numeric)$/.test(type) ? 'number' : null;
}

function markType({ type, category, schema }: Column): MarkType | null {
  if (category === 'B') return 'boolean';
  if (category === 'S' || category === 'E') return 'text';
  if (schema !== 'pg_catalog') return null;
  if (type === 'date' || type === 'timestamp' || type === 'timestamptz') return 'moment';
  return /^(?:int[248]|numeric)$/.test(type) ? 'number' : null;
}
