import { ask, type Client, marker } from './connect.ts';
import { quoted } from './names.ts';

/** A line of SHOW GRANTS. */
export interface GrantLine {
  /** `SELECT`; what allows to hand on is one more: GRANT OPTION, ADMIN OPTION. */
  readonly privileges: readonly string[];
  /** `*.*`, or a schema, table or routine as SQL; '' where roles are granted. */
  readonly on: string;
  /** Names of roles as SQL, that are granted here. */
  readonly roles: readonly string[];
}

const name = '`(?:[^`]|``)*`';
const account = `(?:${name}(?:@${name})?|'[^']*'(?:@'[^']*')?|PUBLIC|CURRENT_USER)`;
const onWhat = new RegExp(
  `^GRANT (.+?) ON (?:(?:TABLE|PROCEDURE|FUNCTION|PACKAGE|PACKAGE BODY) )?((?:${name}|\\*)(?:\\.(?:${name}|\\*))?|${account}) TO `,
);
const ofRoles = new RegExp(`^GRANT (${account}(?:,\\s*${account})*) TO `);

/** What follows TO is left, but for what may be handed on: it can hold a hash. */
export function readGrant(line: string): GrantLine {
  const [, list, on = ''] = onWhat.exec(line) ?? [];
  if (list !== undefined) {
    // Lists of columns are taken out: INSERT (`a`, `b`).
    const privileges = list.replace(/\s*\((?:`(?:[^`]|``)+`|[^)`])*\)/g, '').split(/\s*,\s*/);
    const hands = / WITH (?:.* )?GRANT OPTION/.test(line) ? ['GRANT OPTION'] : [];
    return { privileges: [...privileges.filter((privilege) => privilege !== ''), ...hands], on, roles: [] };
  }
  const [, roles] = ofRoles.exec(line) ?? [];
  // Of a later server: what is not understood is not taken for harmless.
  if (roles === undefined) return { privileges: /^GRANT /.test(line) ? ['?'] : [], on: '', roles: [] };
  const hands = / WITH ADMIN OPTION/.test(line) ? ['ADMIN OPTION'] : [];
  return { privileges: hands, on: '', roles: roles.match(new RegExp(account, 'g')) ?? [] };
}

/**
 * All that the account may do, by itself or by a role that it may take, whether it has taken it or not.
 * `unknown`: roles of which the server does not say what they may do.
 */
export async function grantsOfAccount(
  client: Client,
): Promise<{ readonly grants: readonly GrantLine[]; readonly unknown: readonly string[] }> {
  const grants = [...(await show(client, null))];
  const unknown: string[] = [];
  const asked = new Set<string>();
  for (let at = 0; at < grants.length; at++) {
    for (const role of grants[at]!.roles) {
      if (asked.has(role)) continue;
      asked.add(role);
      try {
        grants.push(...(client.flavour === 'mysql' ? await show(client, role) : await showTaken(client, role)));
      } catch {
        // Roles within roles cannot be taken by themselves: what they may do came with the outer one.
        if (!grants.some(({ on, of }) => of === role && on !== '')) unknown.push(role);
      }
    }
  }
  return { grants, unknown };
}

/** MariaDB tells only of the role that is taken, and of those within it. */
async function showTaken(client: Client, role: string): Promise<readonly Shown[]> {
  const { connection } = client;
  const [before] = await ask(connection, `SELECT ${marker} CURRENT_ROLE() AS role`);
  await ask(connection, `SET ROLE ${role}`);
  try {
    return await show(client, null);
  } finally {
    await ask(connection, `SET ROLE ${before?.['role'] == null ? 'NONE' : quoted(String(before['role']))}`);
  }
}

type Shown = GrantLine & { readonly of: string };

async function show({ connection }: Client, using: string | null): Promise<readonly Shown[]> {
  const rows = await ask(connection, `SHOW GRANTS${using === null ? '' : ` FOR CURRENT_USER() USING ${using}`}`);
  return rows.map((row) => {
    const line = String(Object.values(row)[0]);
    const [, of = ''] = new RegExp(` TO (${account})`).exec(line) ?? [];
    return { ...readGrant(line), of };
  });
}

/** Privileges with which nothing can be changed: data, schemas, accounts, the server. Any other may change something. */
const harmless = new Set([
  ...['USAGE', 'SELECT', 'SHOW VIEW', 'SHOW DATABASES', 'SHOW CREATE ROUTINE', 'SHOW_ROUTINE', 'PROCESS', 'REFERENCES'],
  ...['LOCK TABLES', 'CREATE TEMPORARY TABLES', 'BINLOG MONITOR', 'REPLICA MONITOR', 'SLAVE MONITOR'],
  ...['REPLICATION CLIENT', 'REPLICATION SLAVE', 'REPLICATION REPLICA', 'SENSITIVE_VARIABLES_OBSERVER'],
]);

export function isHarmless(privilege: string): boolean {
  return harmless.has(privilege);
}
