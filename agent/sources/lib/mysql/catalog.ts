import { byCodePoint } from '../../../contracts/path-order.ts';
import { tableNames, tablePath } from '../sql/names.ts';
import { ask, type Client, marker } from './connect.ts';
import { quotedTable } from './names.ts';
import { isWhole, type ReadAs, readAs } from './types.ts';

/** What tells whether a table was changed. */
export interface TableState {
  readonly bytes: number;
  readonly made: string | null;
  /** When it was changed last; null when the server does not know, or it was only just. */
  readonly changed: string | null;
}

export interface TableFound extends TableState {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view' | 'foreign';
  /** Rows of the past, which only `FOR SYSTEM_TIME` shows, are in it, too. */
  readonly hasHistory: boolean;
  /** As the engine estimates it. */
  readonly rows: number | null;
  readonly columns: readonly ColumnFound[];
  /** The other tables that it refers to by foreign keys, as far as the account sees them; in a fixed order. */
  readonly refersTo: readonly TableState[];
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
  /** In whose order one goes through the rows as they are stored, a few at a time. */
  readonly walk: Walk | null;
}

export interface Walk {
  /** Of the key, from its first on, one at least. */
  readonly columns: readonly { readonly column: string; readonly holds: 'text' | 'bytes' | 'number' }[];
  /** The first is of eight characters or bytes at least, or may have them: rows may be found by these. */
  readonly byStart: boolean;
}

export interface Key {
  readonly column: string;
  readonly unique: boolean;
}

export interface ColumnFound {
  readonly name: string;
  /** As the server spells it: `varchar(255)`; of those that list their values, only what they are. */
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

/** Tables and views of a schema, or one of them. Sequences are none: they hold a number of their own. */
export async function findTables(client: Client, schema: string, only: string | null = null): Promise<TableFound[]> {
  const { connection } = client;
  const about = (view: string, columns: string, schemaColumn = 'TABLE_SCHEMA') =>
    ask(
      connection,
      `SELECT ${marker} ${columns} FROM information_schema.${view} WHERE ${schemaColumn} = ?${only === null ? '' : ' AND TABLE_NAME = ?'}`,
      only === null ? [schema] : [schema, only],
    );
  const tables = await about('TABLES', `${stateColumns}, TABLE_TYPE AS type, ENGINE AS engine, TABLE_ROWS AS num`);
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
     NULLABLE AS nullable, SUB_PART AS start`,
  );
  const partly = await about('COLUMN_PRIVILEGES', 'TABLE_NAME AS tab');
  const states = await findStates(client, schema, tables, references);
  const [columnsOf, referencesOf, indexesOf] = [columns, references, indexes].map((rows) => {
    return Map.groupBy(rows as readonly Row[], (row) => String(row['tab']));
  });
  const hiding = new Set<string>();
  // The server's own DISTINCT takes `T` and `t` for one table.
  for (const name of new Set(partly.map((row) => String(row['tab']))))
    if (await hides(client, schema, name)) hiding.add(name);
  return tables
    .filter((row) => !['SEQUENCE', 'TEMPORARY', 'TEMPORARY SEQUENCE'].includes(String(row['type'])))
    .map((row) => {
      const name = String(row['name']);
      const own = referencesOf?.get(name) ?? [];
      const others = [...new Set(own.map(targetOf))]
        .filter((other) => other !== tablePath(schema, name))
        .sort(byCodePoint);
      return tableOf(schema, row, {
        columns: columnsOf?.get(name) ?? [],
        references: own,
        refersTo: others.flatMap((other) => states.get(other) ?? []),
        indexes: indexesOf?.get(name) ?? [],
        hidesColumns: hiding.has(name),
      });
    });
}

const stateColumns = `TABLE_NAME AS name, DATA_LENGTH AS size, CREATE_TIME AS made, UPDATE_TIME AS changed,
     TIMESTAMPDIFF(SECOND, UPDATE_TIME, NOW()) AS age`;

function stateOf(row: Row): TableState {
  const recent = row['age'] == null || Number(row['age']) < 2;
  return {
    bytes: Number(row['size'] ?? 0),
    made: row['made'] == null ? null : String(row['made']),
    // Times are whole seconds: in the same one it may be changed again.
    changed: row['changed'] == null || recent ? null : String(row['changed']),
  };
}

/** Path of the table that a row of KEY_COLUMN_USAGE refers to; '' for none. */
function targetOf(row: Row): string {
  return row['other'] == null ? '' : tablePath(String(row['otherSchema']), String(row['other']));
}

/** Of the tables of a schema, and of those that they refer to, by path. */
async function findStates(
  { connection }: Client,
  schema: string,
  tables: readonly Row[],
  references: readonly Row[],
): Promise<ReadonlyMap<string, TableState>> {
  const states = new Map(tables.map((row) => [tablePath(schema, String(row['name'])), stateOf(row)]));
  const missing = [...new Set(references.map(targetOf))].filter((path) => path !== '' && !states.has(path));
  for (const [other = '', paths] of Map.groupBy(missing, (path) => tableNames(path)[0])) {
    const names = paths.map((path) => tableNames(path)[1]);
    const rows = await ask(
      connection,
      `SELECT ${marker} ${stateColumns} FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME IN (?)`,
      [other, names],
    );
    for (const row of rows) states.set(tablePath(other, String(row['name'])), stateOf(row));
  }
  return states;
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
  readonly refersTo: readonly TableState[];
  readonly indexes: readonly Row[];
  readonly hidesColumns: boolean;
}

function tableOf(
  schema: string,
  row: Row,
  { columns, references, refersTo, indexes, hidesColumns }: About,
): TableFound {
  const engine = String(row['engine'] ?? '');
  const type = String(row['type']);
  const isView = /VIEW$/.test(type) || unionEngines.has(engine);
  const rows = row['num'] == null ? null : Number(row['num']);
  const ordered = [...columns].sort((a, b) => Number(a['place']) - Number(b['place']));
  return {
    schema,
    name: String(row['name']),
    kind: isView ? 'view' : foreignEngines.has(engine.toUpperCase()) ? 'foreign' : 'table',
    hasHistory: type === 'SYSTEM VERSIONED',
    rows,
    ...stateOf(row),
    refersTo,
    columns: ordered.map((column) => columnOf(column, references)),
    keys: keysOf(ordered.filter(isSelectable), indexes, rows),
    hidesColumns,
  };
}

function columnOf(row: Row, references: readonly Row[]): ColumnFound {
  const name = String(row['name']);
  const reference = references.find((key) => key['name'] === name && key['other'] !== null);
  return {
    name,
    type: spelled(row),
    base: String(row['type']).toLowerCase(),
    as: readAs(String(row['type'])),
    longest: row['longest'] === null ? null : Number(row['longest']),
    comment: String(row['comment'] ?? ''),
    references: reference === undefined ? null : [String(reference['otherSchema']), String(reference['other'])],
    selectable: isSelectable(row),
  };
}

function isSelectable(row: Row): boolean {
  return String(row['may'] ?? '')
    .split(',')
    .includes('select');
}

/** `enum('…')` and `set('…')` would tell values. */
function spelled(row: Row): string {
  const type = String(row['type']).toLowerCase();
  return type === 'enum' || type === 'set' ? type : String(row['spelled']);
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
        parts: [...parts].sort((a, b) => Number(a['place']) - Number(b['place'])),
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
  return { stored: keyOf(storing), fine: keyOf(fine), walk: walkOf(storing?.parts ?? [], columns) };
}

/** Types of which a value can be written as text and compared as what it is. */
const walkable =
  /^(?:char|varchar|binary|varbinary|uuid|inet6|date|datetime|timestamp|(?:tiny|small|medium|big)?int|decimal|year)$/;
const numeric = /int$|^decimal$|^year$/;

function walkOf(parts: readonly Row[], columns: readonly Row[]): Walk | null {
  const walk: Walk['columns'][number][] = [];
  for (const part of parts) {
    const column = columns.find((one) => one['name'] === part['col']);
    const type = String(column?.['type'] ?? '').toLowerCase();
    // The start of a text alone is not the order of the texts.
    if (column?.['nullable'] !== 'NO' || part['start'] != null || !walkable.test(type)) break;
    const holds = numeric.test(type) ? 'number' : /binary$/.test(type) ? 'bytes' : 'text';
    walk.push({ column: String(column['name']), holds });
  }
  const first = columns.find((one) => one['name'] === walk[0]?.column);
  if (first === undefined) return null;
  const byStart =
    /^(?:char|varchar|binary)$/.test(String(first['type']).toLowerCase()) && Number(first['longest']) >= 8;
  return { columns: walk, byStart };
}
