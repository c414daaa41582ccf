import type pg from 'pg';
import type { ReadAs, Shape, TypeFacts } from './types.ts';
import { readAs, shapeOf } from './types.ts';

/** A schema of the database that is not the server's own. */
export interface SchemaFound {
  readonly oid: number;
  readonly name: string;
  readonly usable: boolean;
  readonly canCreate: boolean;
  /** Roles with USAGE; 0 is PUBLIC. */
  readonly users: readonly number[];
}

/** A table, or what looks like one. */
export interface RelationFound {
  readonly oid: number;
  readonly name: string;
  /** pg_class.relkind: `r`, `m`, `v`, `f`. */
  readonly kind: string;
  readonly partition: boolean;
  readonly owner: number;
  readonly ownerName: string;
  /** The file that holds it: changes when the table is written anew as a whole. */
  readonly file: number;
  /** Blocks of that file, and bytes of all that belongs to the table. */
  readonly blocks: number;
  readonly bytes: number;
  /** Estimated; null when the server does not say. */
  readonly rows: number | null;
  readonly rowSecurity: boolean;
  /** The account itself would see a part of the rows only. */
  readonly hidesRows: boolean;
  /** False for a materialized view that was never filled. */
  readonly populated: boolean;
  readonly selectSome: boolean;
  /** Roles that may select all of it; 0 is PUBLIC. */
  readonly readers: readonly number[];
  /** Rows inserted, updated, deleted since statistics were begun: what tells that nothing changed. */
  readonly counters: readonly string[];
  /** The same of each table that a foreign key of it leads to, and the file that holds that: dates may lie there. */
  readonly referred: readonly string[];
  /** The only column of the primary key, when it is one of whole numbers. */
  readonly key: string | null;
  readonly columns: readonly ColumnFound[];
}

export interface ColumnFound {
  readonly name: string;
  readonly number: number;
  readonly type: string;
  /** Characters that a cell has at most, where the type says so. */
  readonly longest: number | null;
  readonly as: ReadAs | null;
  /** What it is made of where it holds records; null for all else. */
  readonly record: Shape | null;
  readonly selectable: boolean;
  /** Roles that may select this column though not the table; 0 is PUBLIC. */
  readonly readers: readonly number[];
  readonly comment: string;
  /** Schema and table that a foreign key leads to. */
  readonly references: readonly [string, string] | null;
}

/** In order of name by code point. */
export async function findSchemas(client: pg.Client): Promise<SchemaFound[]> {
  const { rows } = await client.query<{ oid: string; name: string; usable: boolean; create: boolean; users: string[] }>(
    `SELECT n.oid::text, n.nspname::text AS name,
            has_schema_privilege(n.oid, 'USAGE') AS usable,
            has_schema_privilege(n.oid, 'CREATE') AS create,
            ARRAY(SELECT acl.grantee::text FROM aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS acl
                   WHERE acl.privilege_type = 'USAGE') || n.nspowner::text AS users
       FROM pg_namespace AS n
      WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
      ORDER BY n.nspname::text COLLATE "C"`,
  );
  return rows.map(({ oid, name, usable, create, users }) => {
    return { oid: Number(oid), name, usable, canCreate: create, users: users.map(Number) };
  });
}

interface RelationRow {
  readonly oid: string;
  readonly name: string;
  readonly kind: string;
  readonly partition: boolean;
  readonly owner: string;
  readonly owner_name: string;
  readonly file: string;
  readonly blocks: string;
  readonly bytes: string;
  readonly estimate: number;
  readonly row_security: boolean;
  readonly hides_rows: boolean;
  readonly populated: boolean;
  readonly select_some: boolean;
  readonly readers: string[];
  readonly counters: string[];
}

interface ColumnRow {
  readonly relation: string;
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly type_oid: string;
  readonly longest: number | null;
  readonly selectable: boolean;
  readonly readers: string[];
  readonly comment: string | null;
}

type TypeRow = Record<Exclude<keyof TypeFacts, 'members'>, string> & {
  /** Of the members of a composite, and their types. */
  readonly names: string[];
  readonly members: string[];
};

/**
 * All relations of a schema that hold or show rows, or the one called `only`; by name. A handful of queries, whatever the number of tables. A partitioned table holds nothing itself: its partitions do.
 */
export async function findRelations(client: pg.Client, schema: number, only?: string): Promise<RelationFound[]> {
  const parameters = [schema, only ?? null];
  const relations = await client.query<RelationRow>(relationQuery, parameters);
  const columns = await client.query<ColumnRow>(columnQuery, parameters);
  const types = await findTypes(client, parameters);
  const keys = await client.query<{ relation: string; name: string }>(keyQuery, parameters);
  const foreign = await client.query<{ relation: string; number: number; schema: string; name: string }>(
    foreignQuery,
    parameters,
  );
  const referred = await client.query<{ relation: string; state: string }>(referredQuery, parameters);

  const referredOf = Map.groupBy(referred.rows, ({ relation }) => relation);
  const keyOf = new Map(keys.rows.map(({ relation, name }) => [relation, name]));
  const referenceOf = new Map<string, readonly [string, string]>();
  for (const row of foreign.rows) referenceOf.set(`${row.relation}.${row.number}`, [row.schema, row.name]);
  const columnsOf = Map.groupBy(columns.rows, ({ relation }) => relation);
  return relations.rows.map((row) => ({
    oid: Number(row.oid),
    name: row.name,
    kind: row.kind,
    partition: row.partition,
    owner: Number(row.owner),
    ownerName: row.owner_name,
    file: Number(row.file),
    blocks: Number(row.blocks),
    bytes: Number(row.bytes),
    rows: row.estimate < 0 ? null : Math.round(row.estimate),
    rowSecurity: row.row_security,
    hidesRows: row.hides_rows,
    populated: row.populated,
    selectSome: row.select_some,
    readers: row.readers.map(Number),
    counters: row.counters,
    referred: (referredOf.get(row.oid) ?? []).map(({ state }) => state),
    key: keyOf.get(row.oid) ?? null,
    columns: (columnsOf.get(row.oid) ?? []).map((column) => {
      return { ...columnOf(column, types), references: referenceOf.get(`${row.oid}.${column.number}`) ?? null };
    }),
  }));
}

function columnOf(
  { name, number, type, type_oid, longest, selectable, readers, comment }: ColumnRow,
  types: ReadonlyMap<number, TypeFacts>,
): Omit<ColumnFound, 'references'> {
  const shape = shapeOf(Number(type_oid), types);
  return {
    ...{ name, number, type, longest, selectable, readers: readers.map(Number), comment: comment ?? '' },
    as: readAs(shape),
    record: shape?.of === 'value' ? null : shape,
  };
}

/** Each query is told the schema, and the table's name or NULL for all. */
const asked = `c.relnamespace = $1::oid AND ($2::text IS NULL OR c.relname = $2::text)`;
const holdsRows = `c.relkind IN ('r', 'm')`;

/**
 * Sizes are asked of what has a file. The server's estimate is of the last ANALYZE: scaled to the blocks of today, as
 * the server itself does; before version 14 a table that was never looked at counts as empty.
 */
const relationQuery = `
  SELECT c.oid::text, c.relname::text AS name, c.relkind::text AS kind, c.relispartition AS partition,
         c.relowner::text AS owner, pg_get_userbyid(c.relowner)::text AS owner_name,
         coalesce(pg_relation_filenode(c.oid), 0)::text AS file, size.blocks::text,
         CASE WHEN ${holdsRows} THEN coalesce(pg_table_size(c.oid), 0) ELSE 0 END::text AS bytes,
         CASE WHEN c.reltuples < 0 OR (c.reltuples = 0 AND c.relpages = 0) THEN -1
              WHEN c.relpages = 0 THEN c.reltuples
              ELSE c.reltuples::float8 / c.relpages * size.blocks END::float8 AS estimate,
         c.relrowsecurity AS row_security, row_security_active(c.oid) AS hides_rows, c.relispopulated AS populated,
         has_any_column_privilege(c.oid, 'SELECT') AS select_some,
         ARRAY(SELECT acl.grantee::text FROM aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS acl
                WHERE acl.privilege_type = 'SELECT') || c.relowner::text AS readers,
         ARRAY[pg_stat_get_tuples_inserted(c.oid)::text, pg_stat_get_tuples_updated(c.oid)::text,
               pg_stat_get_tuples_deleted(c.oid)::text] AS counters
    FROM pg_class AS c
   CROSS JOIN LATERAL (
         SELECT CASE WHEN ${holdsRows}
                     THEN coalesce(pg_relation_size(c.oid), 0) / current_setting('block_size')::int8
                     ELSE 0 END AS blocks
         ) AS size
   WHERE ${asked} AND c.relkind IN ('r', 'm', 'v', 'f') AND c.relpersistence <> 't'
   ORDER BY c.relname::text COLLATE "C"`;

const columnQuery = `
  SELECT a.attrelid::text AS relation, a.attname::text AS name, a.attnum::int4 AS number,
         format_type(a.atttypid, a.atttypmod) AS type, a.atttypid::text AS type_oid,
         CASE WHEN a.atttypid IN ('varchar'::regtype, 'bpchar'::regtype) AND a.atttypmod > 4
              THEN a.atttypmod - 4 END::int4 AS longest,
         has_column_privilege(a.attrelid, a.attnum, 'SELECT') AS selectable,
         ARRAY(SELECT acl.grantee::text FROM aclexplode(a.attacl) AS acl
                WHERE acl.privilege_type = 'SELECT') AS readers,
         d.description AS comment
    FROM pg_class AS c
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_description AS d
      ON d.classoid = 'pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
   WHERE ${asked} AND ${holdsRows}
   ORDER BY a.attrelid, a.attnum`;

/** Types of all columns, with what domains, lists and records are made of. */
const typeQuery = `
  WITH RECURSIVE used AS (
    SELECT a.atttypid AS oid
      FROM pg_class AS c
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE ${asked} AND ${holdsRows}
     UNION
    SELECT part.oid
      FROM used
      JOIN pg_type AS t ON t.oid = used.oid
     CROSS JOIN LATERAL (
           SELECT t.typbasetype WHERE t.typtype = 'd'
            UNION ALL
           SELECT t.typelem WHERE t.typtype <> 'd' AND t.typcategory = 'A'
            UNION ALL
           SELECT m.atttypid FROM pg_attribute AS m
            WHERE t.typtype = 'c' AND m.attrelid = t.typrelid AND m.attnum > 0 AND NOT m.attisdropped
           ) AS part (oid)
  )
  SELECT t.oid::text, t.typname::text AS name, n.nspname::text AS schema, t.typtype::text AS sort,
         t.typcategory::text AS category, t.typbasetype::text AS base, t.typelem::text AS element,
         ARRAY(SELECT m.attname::text FROM pg_attribute AS m WHERE m.attrelid = t.typrelid AND m.attnum > 0
                  AND NOT m.attisdropped ORDER BY m.attnum) AS names,
         ARRAY(SELECT m.atttypid::text FROM pg_attribute AS m WHERE m.attrelid = t.typrelid AND m.attnum > 0
                  AND NOT m.attisdropped ORDER BY m.attnum) AS members
    FROM used
    JOIN pg_type AS t ON t.oid = used.oid
    JOIN pg_namespace AS n ON n.oid = t.typnamespace`;

/** Primary keys of one column of whole numbers. */
const keyQuery = `
  SELECT c.oid::text AS relation, a.attname::text AS name
    FROM pg_class AS c
    JOIN pg_index AS i ON i.indrelid = c.oid AND i.indisprimary AND i.indisvalid AND i.indnkeyatts = 1
    JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
   WHERE ${asked} AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)`;

/** A foreign key to a partitioned table is noted once more for each partition: those are left out. */
const foreignKeys = `
    JOIN pg_constraint AS f ON f.conrelid = c.oid AND f.contype = 'f'
    LEFT JOIN pg_constraint AS p ON p.oid = f.conparentid`;
const ofTheirOwn = '(p.oid IS NULL OR p.conrelid <> f.conrelid)';

/** What tells that a table that is referred to has changed; of a partitioned one, all that its partitions tell. */
const referredQuery = `
  WITH pairs AS (
    SELECT DISTINCT c.oid AS relation, f.confrelid AS other
      FROM pg_class AS c ${foreignKeys}
     WHERE ${asked} AND ${ofTheirOwn}
  ), files AS (
    SELECT pairs.other, pairs.other AS oid FROM pairs
     UNION
    SELECT r.oid, tree.relid
      FROM pg_class AS r CROSS JOIN LATERAL pg_partition_tree(r.oid) AS tree
     WHERE r.relkind = 'p' AND tree.isleaf AND r.oid IN (SELECT other FROM pairs)
  ), states AS (
    SELECT other, hashtextextended(string_agg(
             concat_ws(':', oid, pg_relation_filenode(oid), pg_stat_get_tuples_inserted(oid),
                       pg_stat_get_tuples_updated(oid), pg_stat_get_tuples_deleted(oid)), ' ' ORDER BY oid), 0) AS state
      FROM files
     GROUP BY other
  )
  SELECT pairs.relation::text, concat_ws(':', other, state) AS state
    FROM pairs JOIN states USING (other)
   ORDER BY pairs.relation, other`;

/** Of several foreign keys of a column the first by name counts. */
const foreignQuery = `
  SELECT c.oid::text AS relation, k.number::int4, n.nspname::text AS schema, r.relname::text AS name
    FROM pg_class AS c ${foreignKeys}
    JOIN pg_class AS r ON r.oid = f.confrelid
    JOIN pg_namespace AS n ON n.oid = r.relnamespace
   CROSS JOIN unnest(f.conkey) AS k (number)
   WHERE ${asked} AND ${ofTheirOwn}
   ORDER BY c.oid, f.conname::text COLLATE "C" DESC`;

async function findTypes(client: pg.Client, parameters: readonly unknown[]): Promise<ReadonlyMap<number, TypeFacts>> {
  const { rows } = await client.query<TypeRow>(typeQuery, [...parameters]);
  const types = rows.map(({ oid, base, element, names, members, ...type }): TypeFacts => {
    const of = names.map((name, index) => ({ name, type: Number(members[index]) }));
    return { ...type, oid: Number(oid), base: Number(base), element: Number(element), members: of };
  });
  return new Map(types.map((type) => [type.oid, type]));
}
