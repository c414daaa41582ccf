import { ask, type Client, marker } from './connect.ts';
import { quotedTable } from './names.ts';
import { isWhole, type ReadAs, readAs } from './types.ts';

export interface TableFound {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view' | 'foreign';
  /** Rows of the past, which only `FOR SYSTEM_TIME` shows, are in it, too. */
  readonly hasHistory: boolean;
  /** As the engine estimates it. */
  readonly rows: number | null;
  readonly bytes: number;
  readonly made: string | null;
  /** When it was changed last; null when the server does not know, or it was only just. */
  readonly changed: string | null;
  readonly columns: readonly ColumnFound[];
  /** Of whole numbers and never NULL. */
  readonly keys: Keys;
  /** The account may not select some of its columns, which the server does not even name. */
  readonly hidesColumns: boolean;
}

export interface Keys {
  /** In whose order rows are stored, first of the key; null for none. */
  readonly stored: Key | null;
  /** Nearly every row has another. */
  readonly fine: Key | null;
  /** Where rows are stored in the order of texts or bytes: the column by which one goes through them. */
  readonly walk: Walk | null;
}

export interface Walk {
  readonly column: string;
  readonly holds: 'text' | 'bytes';
  /** Each has eight characters or bytes at least, or may have them: rows may be found by these. */
  readonly byStart: boolean;
}

export interface Key {
  readonly column: string;
  readonly unique: boolean;
}

export interface ColumnFound {
  readonly name: string;
  /** As the server spells it: `varchar(255)`. */
  readonly type: string;
  /** Without its size: `varchar`. */
  readonly base: string;
  readonly as: ReadAs | null;
  /** Characters, or bytes, that it has at most. */
  readonly longest: number | null;
  readonly comment: string;
  readonly references: readonly [schema: string, table: string] | null;
  readonly selectable: boolean;
}

/** Not anybody's data. */
const own = ['information_schema', 'mysql', 'performance_schema', 'sys'];

/** Schemas that the account sees: others do not exist for it. */
export async function findSchemas({ connection }: Client, only: string | undefined): Promise<readonly string[]> {
  const rows = await ask(connection, `SELECT ${marker} SCHEMA_NAME AS name FROM information_schema.SCHEMATA`);
  const names = rows.map((row) => String(row['name'])).filter((name) => !own.includes(name.toLowerCase()));
  return names.filter((name) => only === undefined || name === only).sort(byCodePoint);
}

/** Of tables that lie on another server, or in files of another program. */
const foreignEngines = new Set(['FEDERATED', 'CONNECT', 'SPIDER', 'MRG_FEDERATED', 'OQGRAPH', 'SPHINX']);
/** Its rows are those of the tables that it names. */
const unionEngines = new Set(['MRG_MYISAM', 'MRG_MyISAM']);

type Row = Readonly<Record<string, unknown>>;

/** Tables and views of a schema, or one of them, by name. Sequences are none: they hold a number of their own. */
export async function findTables(client: Client, schema: string, only: string | null = null): Promise<TableFound[]> {
  const { connection } = client;
  const about = (view: string, columns: string, schemaColumn = 'TABLE_SCHEMA') =>
    ask(
      connection,
      `SELECT ${marker} ${columns} FROM information_schema.${view} WHERE ${schemaColumn} = ?${only === null ? '' : ' AND TABLE_NAME = ?'}`,
      only === null ? [schema] : [schema, only],
    );
  const tables = await about(
    'TABLES',
    `TABLE_NAME AS name, TABLE_TYPE AS type, ENGINE AS engine, TABLE_ROWS AS num, DATA_LENGTH AS size,
     CREATE_TIME AS made, UPDATE_TIME AS changed, TIMESTAMPDIFF(SECOND, UPDATE_TIME, NOW()) AS age`,
  );
  const columns = await about(
    'COLUMNS',
    `TABLE_NAME AS tab, COLUMN_NAME AS name, ORDINAL_POSITION AS place, DATA_TYPE AS type, COLUMN_TYPE AS spelled,
     CHARACTER_MAXIMUM_LENGTH AS longest, COLUMN_COMMENT AS comment, IS_NULLABLE AS nullable, PRIVILEGES AS may`,
  );
  const references = await about(
    'KEY_COLUMN_USAGE',
    `TABLE_NAME AS tab, COLUMN_NAME AS name, REFERENCED_TABLE_SCHEMA AS otherSchema, REFERENCED_TABLE_NAME AS other`,
  );
  const indexes = await about(
    'STATISTICS',
    `TABLE_NAME AS tab, INDEX_NAME AS name, NON_UNIQUE AS many, SEQ_IN_INDEX AS place, COLUMN_NAME AS col, CARDINALITY AS card,
     NULLABLE AS nullable`,
  );
  const partly = await about('COLUMN_PRIVILEGES', 'DISTINCT TABLE_NAME AS tab');
  const [columnsOf, referencesOf, indexesOf] = [columns, references, indexes].map((rows) => {
    return Map.groupBy(rows as readonly Row[], (row) => String(row['tab']));
  });
  const hiding = new Set<string>();
  for (const row of partly) if (await hides(client, schema, String(row['tab']))) hiding.add(String(row['tab']));
  return tables
    .filter((row) => !['SEQUENCE', 'TEMPORARY', 'TEMPORARY SEQUENCE'].includes(String(row['type'])))
    .map((row) => {
      const name = String(row['name']);
      return tableOf(schema, row, {
        columns: columnsOf?.get(name) ?? [],
        references: referencesOf?.get(name) ?? [],
        indexes: indexesOf?.get(name) ?? [],
        hidesColumns: hiding.has(name),
      });
    })
    .sort((a, b) => byCodePoint(a.name, b.name));
}

/** With grants on columns alone, the server shows those and says nothing of others: asking for all of them tells. */
async function hides({ connection }: Client, schema: string, table: string): Promise<boolean> {
  try {
    await ask(connection, `SELECT ${marker} * FROM ${quotedTable(schema, table)} LIMIT 0`);
    return false;
  } catch (error) {
    const { errno } = error as { errno?: number };
    if (errno === 1142 || errno === 1143) return true;
    if (errno === 1146) return false;
    throw error;
  }
}

interface About {
  readonly columns: readonly Row[];
  readonly references: readonly Row[];
  readonly indexes: readonly Row[];
  readonly hidesColumns: boolean;
}

function tableOf(schema: string, row: Row, { columns, references, indexes, hidesColumns }: About): TableFound {
  const engine = String(row['engine'] ?? '');
  const type = String(row['type']);
  const isView = /VIEW$/.test(type) || unionEngines.has(engine);
  const rows = row['num'] == null ? null : Number(row['num']);
  const recent = row['age'] == null || Number(row['age']) < 2;
  const ordered = [...columns].sort((a, b) => Number(a['place']) - Number(b['place']));
  return {
    schema,
    name: String(row['name']),
    kind: isView ? 'view' : foreignEngines.has(engine.toUpperCase()) ? 'foreign' : 'table',
    hasHistory: type === 'SYSTEM VERSIONED',
    rows,
    bytes: Number(row['size'] ?? 0),
    made: row['made'] == null ? null : String(row['made']),
    // Times are whole seconds: in the same one it may be changed again.
    changed: row['changed'] == null || recent ? null : String(row['changed']),
    columns: ordered.map((column) => columnOf(column, references)),
    keys: keysOf(ordered, indexes, rows),
    hidesColumns,
  };
}

function columnOf(row: Row, references: readonly Row[]): ColumnFound {
  const name = String(row['name']);
  const reference = references.find((key) => key['name'] === name && key['other'] !== null);
  return {
    name,
    type: String(row['spelled']),
    base: String(row['type']).toLowerCase(),
    as: readAs(String(row['type'])),
    longest: row['longest'] === null ? null : Number(row['longest']),
    comment: String(row['comment'] ?? ''),
    references: reference === undefined ? null : [String(reference['otherSchema']), String(reference['other'])],
    selectable: String(row['may'] ?? '')
      .split(',')
      .includes('select'),
  };
}

function keysOf(columns: readonly Row[], indexes: readonly Row[], rows: number | null): Keys {
  const usable = new Set(
    columns
      .filter((column) => column['nullable'] === 'NO' && isWhole(String(column['type'])))
      .map((column) => String(column['name'])),
  );
  const found = [...Map.groupBy(indexes, (row) => String(row['name']))].flatMap(([name, parts]) => {
    const first = parts.find((part) => Number(part['place']) === 1);
    if (first === undefined) return [];
    const distinct = Number(first['many']) === 0;
    const never = parts.every((part) => part['nullable'] !== 'YES');
    return [
      {
        column: String(first['col']),
        unique: distinct && parts.length === 1,
        // InnoDB stores rows by the primary key, else by the first that could be one.
        stores: name === 'PRIMARY' ? 2 : distinct && never ? 1 : 0,
        distinct: Number(first['card'] ?? 0),
      },
    ];
  });
  const storing = found.find(({ stores }) => stores === 2) ?? found.find(({ stores }) => stores === 1);
  const fine =
    found.find((key) => key === storing && key.unique && usable.has(key.column)) ??
    found.find((key) => key.unique && usable.has(key.column)) ??
    found.find((key) => usable.has(key.column) && rows !== null && rows > 0 && key.distinct * 2 > rows);
  const keyOf = (key: (typeof found)[number] | undefined) =>
    key === undefined || !usable.has(key.column) ? null : { column: key.column, unique: key.unique };
  return { stored: keyOf(storing), fine: keyOf(fine), walk: walkOf(storing?.column, columns) };
}

/** Types of which a value can be written as text and compared as what it is. */
const walkable = /^(?:char|varchar|binary|varbinary|uuid|inet6|date|datetime|timestamp)$/;

function walkOf(storing: string | undefined, columns: readonly Row[]): Walk | null {
  const column = columns.find((one) => String(one['name']) === storing && one['nullable'] === 'NO');
  const type = String(column?.['type'] ?? '').toLowerCase();
  if (storing === undefined || !walkable.test(type)) return null;
  const longest = Number(column?.['longest'] ?? 0);
  return {
    column: storing,
    holds: /binary$/.test(type) ? 'bytes' : 'text',
    byStart: /^(?:char|varchar|binary)$/.test(type) && longest >= 8,
  };
}

function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
