import type pg from 'pg';

const everybody = 0;

interface Role {
  readonly oid: number;
  readonly name: string;
  readonly superuser: boolean;
  readonly login: boolean;
}

/** Who may select something. */
export interface Readers {
  /** Accounts that can log in, sorted by code point; superusers are not told. */
  readonly names: readonly string[];
  readonly everyone: boolean;
}

/** Whom roles stand for: what is granted to a role is granted to all that are members of it, directly or not. */
export class Roles {
  readonly #logins: ReadonlyMap<number, Role>;
  readonly #members: ReadonlyMap<number, readonly number[]>;
  /** May read all there is: members of pg_read_all_data. */
  readonly #readAll: ReadonlySet<number>;
  /** May connect to this database; null for all. */
  readonly #connect: ReadonlySet<number> | null;
  readonly #expanded = new Map<number, ReadonlySet<number>>();
  readonly #answers = new Map<string, Readers>();

  constructor(
    roles: readonly Role[],
    members: readonly { readonly role: number; readonly member: number }[],
    connect: readonly number[],
  ) {
    this.#logins = new Map(roles.filter(({ login, superuser }) => login && !superuser).map((role) => [role.oid, role]));
    this.#members = new Map(
      [...Map.groupBy(members, ({ role }) => role)].map(([role, of]) => [role, of.map(({ member }) => member)]),
    );
    const readAll = roles.find(({ name }) => name === 'pg_read_all_data');
    this.#readAll = readAll === undefined ? new Set() : this.#expand(readAll.oid);
    this.#connect = connect.includes(everybody) ? null : this.#expandAll(connect);
  }

  /**
   * @param schema roles that may use the schema
   * @param granted roles that may select the column or its table
   */
  readersOf(schema: readonly number[], granted: readonly number[]): Readers {
    const key = `${schema.join(' ')}/${granted.join(' ')}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const [usesSchema, selects] = [schema, granted].map((roles) => {
      return roles.includes(everybody) ? null : this.#expandAll(roles);
    });
    const everyone = usesSchema === null && selects === null && this.#connect === null;
    const limits = [usesSchema, selects].filter((limit) => limit != null);
    const names = everyone
      ? // All accounts; those that are named beside PUBLIC say who was meant.
        this.#named(this.#expandAll(granted.filter((role) => role !== everybody)))
      : this.#named(
          [...this.#logins.keys()].filter((role) => {
            const may = this.#readAll.has(role) || limits.every((limit) => limit.has(role));
            return may && (this.#connect?.has(role) ?? true);
          }),
        );
    const readers = { names, everyone };
    this.#answers.set(key, readers);
    return readers;
  }

  #named(roles: Iterable<number>): readonly string[] {
    const names = [...roles].flatMap((role) => this.#logins.get(role)?.name ?? []);
    return names.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  #expandAll(roles: readonly number[]): ReadonlySet<number> {
    return new Set(roles.flatMap((role) => [...this.#expand(role)]));
  }

  #expand(role: number): ReadonlySet<number> {
    const known = this.#expanded.get(role);
    if (known !== undefined) return known;
    const all = new Set([role]);
    for (const next of all) for (const member of this.#members.get(next) ?? []) all.add(member);
    this.#expanded.set(role, all);
    return all;
  }
}

/**
 * A member that does not inherit can still take the role on, so it counts as well; not so one that may do neither.
 * Where all of a database belongs to PUBLIC but for the right to connect, only who may connect is a reader.
 */
export async function findRoles(client: pg.Client): Promise<Roles> {
  const roles = await client.query<{ oid: string; name: string; superuser: boolean; login: boolean }>(
    `SELECT oid::text, rolname::text AS name, rolsuper AS superuser, rolcanlogin AS login FROM pg_roles`,
  );
  const members = await client.query<{ role: string; member: string; by: Record<string, unknown> }>(
    `SELECT m.roleid::text AS role, m.member::text, to_jsonb(m) AS by FROM pg_auth_members AS m`,
  );
  const connect = await client.query<{ grantee: string }>(
    `SELECT acl.grantee::text FROM pg_database AS d
      CROSS JOIN LATERAL aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS acl
      WHERE d.datname = current_database() AND acl.privilege_type = 'CONNECT'
      UNION SELECT datdba::text FROM pg_database WHERE datname = current_database()`,
  );
  return new Roles(
    roles.rows.map((role) => ({ ...role, oid: Number(role.oid) })),
    // Both columns came with version 16.
    members.rows
      .filter(({ by }) => by['inherit_option'] !== false || by['set_option'] !== false)
      .map(({ role, member }) => ({ role: Number(role), member: Number(member) })),
    connect.rows.map(({ grantee }) => Number(grantee)),
  );
}
