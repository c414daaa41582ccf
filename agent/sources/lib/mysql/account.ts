import { CannotRun } from '../../../contracts/cannot-run.ts';
import type { Caution } from '../../../contracts/source.ts';
import type { Client } from './connect.ts';
import { grantsOfAccount, isHarmless } from './grants.ts';
import { quoted } from './names.ts';
import { type Access, isLocal } from './settings.ts';

/**
 * What an operator should know of the account and the connection.
 * @throws CannotRun when `strict`, and the account could change something
 */
export async function checkAccount(
  client: Client,
  access: Access,
  schemas: readonly string[],
  strict: boolean,
): Promise<Caution[]> {
  const { grants, unknown } = await grantsOfAccount(client);
  const everywhere = grants.filter(({ on }) => on === '*.*').flatMap(({ privileges }) => privileges);
  const superuser = everywhere.includes('ALL PRIVILEGES') || everywhere.includes('SUPER');
  const [first] = grants.flatMap(({ privileges, on, roles }) => {
    const changing = privileges.filter((privilege) => !isHarmless(privilege));
    return changing.map((privilege) => `has ${privilege} on ${on === '' ? roles.join(', ') : on}`);
  });
  const may =
    first ?? (unknown[0] === undefined ? undefined : `has the role ${unknown[0]}, whose grants are not shown to it`);
  if (strict && superuser) throw tooMuch('may do everything', access, schemas);
  if (strict && may !== undefined) throw tooMuch(may, access, schemas);
  const cautions: Caution[] = [];
  if (superuser) cautions.push('superuser');
  else if (may !== undefined) cautions.push('can_write');
  if (access.tls === 'off' && !isLocal(access)) cautions.push('not_encrypted');
  return cautions;
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
