import type { Client } from 'pg';
import type { ServerFacts } from './server-facts.ts';

/**
 * The first thing found that the account could change, in words that follow "user x": `may change public.customers`;
 * null for nothing. What it may by a role that it can take on (SET ROLE) counts like what it may itself. Not looked at:
 * what functions do that it may call, and large objects, which everybody may make.
 */
export async function findWriting(client: Client, { version }: ServerFacts): Promise<string | null> {
  const { rows } = await client.query<{ as: string | null; what: string }>(writingQuery(version));
  const [first] = rows;
  if (first === undefined) return null;
  return first.as === null ? first.what : `can take on role ${first.as}, which ${first.what}`;
}

/** Roles of the server's own that may write, run programs or end what others do. */
const mightyRoles = [
  ...['pg_write_all_data', 'pg_write_server_files', 'pg_execute_server_program', 'pg_signal_backend'],
  ...['pg_create_subscription', 'pg_maintain'],
];

/**
 * From version 16 on a member need not be able to take a role on, and one who may grant the role can grant it to himself
 * so that he can.
 */
function writingQuery(version: number): string {
  const takes = (role: string) =>
    version >= 16
      ? `(pg_has_role(${role}, 'SET') OR pg_has_role(${role}, 'MEMBER WITH ADMIN OPTION'))`
      : `pg_has_role(${role}, 'MEMBER')`;
  const tableRights = `INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER${version >= 17 ? ', MAINTAIN' : ''}`;
  const others = `n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`;
  // The server's own roles are told by what they are.
  return `
    WITH reach AS (
      SELECT r.oid, r.rolname, CASE WHEN r.rolname <> current_user THEN r.rolname::text END AS "as",
             r.rolsuper, r.rolcreaterole, r.rolcreatedb, r.rolreplication
        FROM pg_roles AS r
       WHERE r.rolname = current_user OR (r.rolname !~ '^pg_' AND ${takes('r.oid')})
    ), found AS (
      SELECT 1 AS rank, "as", 'is a superuser' AS what FROM reach WHERE rolsuper
       UNION ALL
      SELECT 2, "as", 'may make roles (CREATEROLE)' FROM reach WHERE rolcreaterole
       UNION ALL
      SELECT 2, "as", 'may make databases (CREATEDB)' FROM reach WHERE rolcreatedb
       UNION ALL
      SELECT 2, "as", 'may replicate (REPLICATION)' FROM reach WHERE rolreplication
       UNION ALL
      SELECT 3, NULL, 'is a member of ' || r.rolname FROM pg_roles AS r
       WHERE r.rolname IN (${mightyRoles.map((name) => `'${name}'`).join(', ')})
         AND (pg_has_role(r.oid, 'USAGE') OR ${takes('r.oid')})
       UNION ALL
      SELECT 4, "as", 'owns database ' || d.datname FROM reach JOIN pg_database AS d ON d.datname = current_database()
       WHERE pg_has_role(reach.oid, d.datdba, 'USAGE')
       UNION ALL
      SELECT 5, "as", 'may create schemas in database ' || current_database() FROM reach
       WHERE has_database_privilege(reach.oid, current_database(), 'CREATE')
       UNION ALL
      SELECT 6, "as", 'may create tables in schema ' || n.nspname FROM reach CROSS JOIN pg_namespace AS n
       WHERE ${others} AND has_schema_privilege(reach.oid, n.oid, 'CREATE')
       UNION ALL
      (SELECT 7, "as", 'may change ' || n.nspname || '.' || c.relname
         FROM reach CROSS JOIN pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND c.relpersistence <> 't'
          AND ${others} AND has_schema_privilege(reach.oid, n.oid, 'USAGE')
          AND (pg_has_role(reach.oid, c.relowner, 'USAGE')
            OR has_table_privilege(reach.oid, c.oid, '${tableRights}')
            OR CASE c.relkind WHEN 'S' THEN has_sequence_privilege(reach.oid, c.oid, 'USAGE')
                              ELSE has_any_column_privilege(reach.oid, c.oid, 'INSERT, UPDATE') END)
        ORDER BY "as" NULLS FIRST, 3 LIMIT 1)
    )
    SELECT "as", what FROM found ORDER BY "as" COLLATE "C" NULLS FIRST, rank, what COLLATE "C" LIMIT 1`;
}
