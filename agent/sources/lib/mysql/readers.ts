import { ask, type Client, marker } from './connect.ts';

/** Who may select something; null where the account may not see what others are granted. */
export interface Readers {
  /** Accounts as `user@host`, roles expanded, sorted; those that may do everything are not in it. */
  readonly names: readonly string[];
  /** PUBLIC, or an account without a name: anybody. */
  readonly everyone: boolean;
}

interface Grant {
  readonly grantee: string;
  readonly schema: RegExp | string | null;
  readonly table: string | null;
  readonly column: string | null;
}

type Row = Readonly<Record<string, unknown>>;

/** Grants of the whole server. */
export class Grants {
  readonly #grants: readonly Grant[];
  /** Accounts that can log in, by `user@host`. */
  readonly #logins: ReadonlySet<string>;
  readonly #members: ReadonlyMap<string, readonly string[]>;
  readonly #answers = new Map<string, Readers>();

  constructor(
    grants: readonly Grant[],
    logins: ReadonlySet<string>,
    members: readonly { readonly role: string; readonly member: string }[],
  ) {
    this.#grants = grants;
    this.#logins = logins;
    this.#members = new Map(
      [...Map.groupBy(members, ({ role }) => role)].map(([role, of]) => [role, of.map(({ member }) => member)]),
    );
  }

  readersOf(schema: string, table: string, column: string): Readers {
    const granted = this.#grants.filter(
      (grant) =>
        (grant.schema === null || fits(grant.schema, schema)) &&
        (grant.table === null || same(grant.table, table)) &&
        (grant.column === null || same(grant.column, column)),
    );
    const grantees = [...new Set(granted.map(({ grantee }) => grantee))].sort();
    const key = grantees.join('\n');
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const all = this.#expand(grantees);
    const names = [...all].filter((name) => this.#logins.has(name) && !name.startsWith('@'));
    const everyone =
      grantees.includes('PUBLIC@') || [...all].some((name) => /^@./.test(name) && this.#logins.has(name));
    const readers = { names: names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))), everyone };
    this.#answers.set(key, readers);
    return readers;
  }

  #expand(grantees: readonly string[]): ReadonlySet<string> {
    const all = new Set(grantees);
    for (const next of all) for (const member of this.#members.get(next) ?? []) all.add(member);
    return all;
  }
}

/** Names of schemas in grants are patterns: `shop\_%`. */
function schemaOf(pattern: string): RegExp | string {
  if (!/[%_\\]/.test(pattern)) return pattern;
  const source = pattern.replace(/\\(.)|%|_|[.*+?^${}()|[\]\\]/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return RegExp.escape(escaped);
    return found === '%' ? '.*' : found === '_' ? '.' : RegExp.escape(found);
  });
  return new RegExp(`^${source}$`, 'isu');
}

function fits(schema: RegExp | string, name: string): boolean {
  return typeof schema === 'string' ? same(schema, name) : schema.test(name);
}

/** Servers differ in whether case counts; that it does not is the upper bound. */
function same(a: string, b: string): boolean {
  return a === b || a.toLowerCase() === b.toLowerCase();
}

/** Null when the account may not read the tables of grants: what others may do is then unknown. */
export async function findGrants(client: Client): Promise<Grants | null> {
  try {
    return await readGrants(client);
  } catch (error) {
    const { errno } = error as { errno?: number };
    // Refused, or a server that keeps its grants elsewhere.
    if (errno === 1142 || errno === 1143 || errno === 1044 || errno === 1146 || errno === 1054) return null;
    throw error;
  }
}

async function readGrants({ connection, flavour }: Client): Promise<Grants> {
  const select = (what: string) => ask(connection, `SELECT ${marker} ${what}`);
  const users = await select(
    flavour === 'mariadb'
      ? `u.User AS u, u.Host AS h, u.Select_priv AS sees, u.Super_priv AS boss,
         u.is_role = 'Y' OR COALESCE(JSON_VALUE(g.Priv, '$.account_locked'), 'false') IN ('true', '1') AS locked
         FROM mysql.user AS u LEFT JOIN mysql.global_priv AS g ON g.User = u.User AND g.Host = u.Host`
      : `User AS u, Host AS h, Select_priv AS sees, Super_priv AS boss, account_locked = 'Y' AS locked FROM mysql.user`,
  );
  const schemas = await select(`User AS u, Host AS h, Db AS db FROM mysql.db WHERE Select_priv = 'Y'`);
  const tables = await select(
    `User AS u, Host AS h, Db AS db, Table_name AS tab FROM mysql.tables_priv WHERE FIND_IN_SET('Select', Table_priv)`,
  );
  const columns = await select(
    `User AS u, Host AS h, Db AS db, Table_name AS tab, Column_name AS col FROM mysql.columns_priv
      WHERE FIND_IN_SET('Select', Column_priv)`,
  );
  const members = await select(
    flavour === 'mariadb'
      ? `Role AS role, '' AS roleHost, User AS u, Host AS h FROM mysql.roles_mapping`
      : `FROM_USER AS role, FROM_HOST AS roleHost, TO_USER AS u, TO_HOST AS h FROM mysql.role_edges`,
  );
  const everything = new Set(users.filter((row) => row['boss'] === 'Y' && row['sees'] === 'Y').map(nameOf));
  const logins = users.filter((row) => Number(row['locked']) === 0).map(nameOf);
  const grants = [
    ...users.filter((row) => row['sees'] === 'Y').map((row) => grantOf(row, null)),
    ...[...schemas, ...tables, ...columns].map((row) => grantOf(row, String(row['db']))),
  ];
  return new Grants(
    grants.filter(({ grantee }) => !everything.has(grantee)),
    new Set(logins.filter((name) => !everything.has(name))),
    members.map((row) => ({ role: `${row['role']}@${row['roleHost']}`, member: nameOf(row) })),
  );
}

function nameOf(row: Row): string {
  return `${row['u']}@${row['h']}`;
}

function grantOf(row: Row, schema: string | null): Grant {
  const [table, column] = [row['tab'], row['col']].map((name) => (name === undefined ? null : String(name)));
  // A table's grant names its schema as it is; only those of schemas are patterns.
  return {
    grantee: nameOf(row),
    schema: schema === null || table !== null ? schema : schemaOf(schema),
    table: table ?? null,
    column: column ?? null,
  };
}
