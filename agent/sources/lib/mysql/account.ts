import { CannotRun } from '../../../contracts/cannot-run.ts';
import type { Caution } from '../../../contracts/source.ts';
import { ask, type Client } from './connect.ts';
import { quoted } from './names.ts';
import { type Access, isLocal } from './settings.ts';

/** Privileges with which something could be changed: data, schemas, accounts, files. */
const writing = new Set([
  ...['ALL PRIVILEGES', 'INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'INDEX', 'TRIGGER', 'EVENT', 'FILE'],
  ...['CREATE VIEW', 'CREATE ROUTINE', 'ALTER ROUTINE', 'CREATE USER', 'CREATE TABLESPACE', 'CREATE ROLE', 'DROP ROLE'],
  ...['DELETE HISTORY', 'DELETE VERSIONING ROWS', 'SUPER'],
]);

/**
 * What an operator should know of the account and the connection.
 * @throws CannotRun when `strict`, and the account could change something
 */
export async function checkAccount(
  { connection }: Client,
  access: Access,
  schemas: readonly string[],
  strict: boolean,
): Promise<Caution[]> {
  const rows = await ask(connection, 'SHOW GRANTS');
  const grants = rows.map((row) => readGrant(String(Object.values(row)[0])));
  const everywhere = grants.filter(({ on }) => on === '*.*').flatMap(({ privileges }) => privileges);
  const superuser = everywhere.includes('ALL PRIVILEGES') || everywhere.includes('SUPER');
  const first = grants.flatMap(({ privileges, on }) =>
    privileges.filter((name) => writing.has(name)).map((name) => ({ name, on })),
  )[0];
  if (strict && superuser) throw tooMuch('may do everything', access, schemas);
  if (strict && first !== undefined) throw tooMuch(`has ${first.name} on ${first.on}`, access, schemas);
  const cautions: Caution[] = [];
  if (superuser) cautions.push('superuser');
  else if (first !== undefined) cautions.push('can_write');
  if (access.tls === 'off' && !isLocal(access)) cautions.push('not_encrypted');
  return cautions;
}

/** A line of SHOW GRANTS, of which what follows TO is left: it can hold a hash. */
export function readGrant(line: string): { readonly privileges: readonly string[]; readonly on: string } {
  const [, list = '', on = ''] =
    /^GRANT (.+?) ON (?:TABLE )?((?:`(?:[^`]|``)+`|\*)(?:\.(?:`(?:[^`]|``)+`|\*))?) TO /.exec(line) ?? [];
  // Lists of columns are taken out: INSERT (`a`, `b`).
  const privileges = list.replace(/\s*\((?:`(?:[^`]|``)+`|[^)`])*\)/g, '').split(/\s*,\s*/);
  return { privileges: privileges.filter((name) => name !== ''), on };
}

function tooMuch(what: string, { user }: Access, schemas: readonly string[]): CannotRun {
  const reader = "'wayward'@'%'";
  const lines = [
    `CREATE USER ${reader} IDENTIFIED BY '…' REQUIRE SSL`,
    ...schemas.slice(0, 5).map((schema) => `GRANT SELECT ON ${quoted(schema)}.* TO ${reader}`),
    ...(schemas.length > 5 ? ['… and so on for each schema'] : []),
    // For who else may read: without it that is unknown.
    `GRANT SELECT ON mysql.* TO ${reader}`,
  ];
  return new CannotRun(
    `user ${user} ${what}, which --strict does not allow; let an account do the reading that can do nothing else: ${lines.join('; ')};`,
  );
}
