import { type Client, escapeIdentifier } from 'pg';
import { CannotRun } from '../../../contracts/cannot-run.ts';
import type { Caution } from '../../../contracts/source.ts';
import { findWriting } from './rights.ts';
import type { ServerFacts } from './server-facts.ts';
import { isLocal, type PostgresSettings, userOf } from './settings.ts';

/**
 * What an operator should know of the account and the connection.
 * @throws CannotRun when `strict`, and the account could change something
 */
export async function checkAccount(
  client: Client,
  facts: ServerFacts,
  settings: PostgresSettings,
  strict: boolean,
): Promise<Caution[]> {
  // A superuser may everything: nothing more need be asked.
  const writing = facts.superuser ? 'is a superuser' : await findWriting(client, facts);
  if (strict && writing !== null) throw tooMuch(writing, facts, settings);
  const cautions: Caution[] = [];
  if (facts.superuser) cautions.push('superuser');
  else if (writing !== null) cautions.push('can_write');
  if (settings.tls === 'off' && !isLocal(settings)) cautions.push('not_encrypted');
  return cautions;
}

function tooMuch(what: string, { version }: ServerFacts, settings: PostgresSettings): CannotRun {
  const role = 'wayward';
  const grants =
    version >= 14
      ? [`GRANT pg_read_all_data TO ${role}`]
      : [`GRANT USAGE ON SCHEMA … TO ${role}`, `GRANT SELECT ON ALL TABLES IN SCHEMA … TO ${role}`];
  const lines = [
    `CREATE ROLE ${role} LOGIN PASSWORD '…'`,
    `GRANT CONNECT ON DATABASE ${escapeIdentifier(settings.database)} TO ${role}`,
    ...grants,
    // For statistics and how the server is set up.
    `GRANT pg_monitor TO ${role}`,
    ...(version < 15 ? ['REVOKE CREATE ON SCHEMA public FROM PUBLIC'] : []),
  ];
  return new CannotRun(
    `user ${userOf(settings)} ${what}, which --strict does not allow; let a role do the reading that can do nothing else: ${lines.join('; ')};`,
  );
}
