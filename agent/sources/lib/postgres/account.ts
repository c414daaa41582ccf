import { type Client, escapeIdentifier } from 'pg';
import { CannotRun } from '../../../contracts/cannot-run.ts';
import type { Caution } from '../../../contracts/source.ts';
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
  const { rows } = await client.query<{ name: string; what: string }>(
    `SELECT * FROM (
       SELECT role.rolname::text AS name, 'role' AS what FROM pg_roles AS role
        WHERE pg_has_role(role.oid, 'MEMBER') AND role.rolname <> current_user
          AND (role.rolsuper OR role.rolcreaterole OR role.rolcreatedb
            OR role.rolname IN ('pg_write_all_data', 'pg_execute_server_program', 'pg_write_server_files'))
        UNION ALL
       SELECT current_database()::text, 'database' WHERE has_database_privilege(current_database(), 'CREATE')
        UNION ALL
       SELECT rolname::text, 'make roles or databases' FROM pg_roles
        WHERE rolname = current_user AND (rolcreaterole OR rolcreatedb)
        UNION ALL
       SELECT n.nspname::text AS name, 'CREATE' AS what FROM pg_namespace AS n
        WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND has_schema_privilege(n.oid, 'CREATE')
        UNION ALL
       (SELECT n.nspname || '.' || c.relname AS name, 'write' FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p', 'v', 'f') AND c.relpersistence <> 't'
           AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND has_schema_privilege(n.oid, 'USAGE')
           AND (has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')
             OR has_any_column_privilege(c.oid, 'INSERT, UPDATE'))
         ORDER BY 1 LIMIT 1)
     ) AS found ORDER BY what, name COLLATE "C"`,
  );
  const [first] = rows;
  const cautions: Caution[] = [];
  if (facts.superuser) cautions.push('superuser');
  else if (first !== undefined) cautions.push('can_write');
  if (strict && facts.superuser) throw tooMuch('is a superuser', facts, settings);
  if (strict && first !== undefined) {
    const may: Readonly<Record<string, string>> = {
      CREATE: `may create tables in schema ${first.name}`,
      database: `may create schemas in ${first.name}`,
      role: `may take on the role ${first.name}, which can change things`,
      'make roles or databases': 'may make roles or databases',
    };
    const what = may[first.what] ?? `may change ${first.name}`;
    throw tooMuch(what, facts, settings);
  }
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
