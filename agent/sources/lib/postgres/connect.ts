import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { CannotRun } from '../../../contracts/cannot-run.ts';
import { findPassword } from './password.ts';
import { isSocket, type PostgresSettings, portOf, userOf } from './settings.ts';

export const applicationName = 'wayward';
const connectTimeout = 20_000;

/**
 * Set as the session begins, so that no moment of it is without, and no pooler hands it on to others.
 * - Names are looked up in the catalog alone: no operator or function of a user's is called by its name. Casts have none:
 *   columns of types that anybody may have made are never cast (`records.ts`, `date-columns.ts`).
 * - `row_security` off: a table of which the account would see a part is refused instead.
 * - One process of the server works for one of our queries.
 */
function sessionSettings({ statement_timeout, lock_timeout }: PostgresSettings): Readonly<Record<string, string>> {
  return {
    default_transaction_read_only: 'on',
    statement_timeout: String(statement_timeout),
    lock_timeout: String(lock_timeout),
    idle_in_transaction_session_timeout: '60000',
    search_path: 'pg_catalog',
    row_security: 'off',
    DateStyle: 'ISO',
    TimeZone: 'UTC',
    bytea_output: 'hex',
    xmloption: 'content',
    standard_conforming_strings: 'on',
    client_min_messages: 'error',
    synchronize_seqscans: 'off',
    max_parallel_workers_per_gather: '0',
    jit: 'off',
  };
}

/**
 * A session that can only read. With TLS and its certificate checked, unless it goes over a Unix socket or TLS is off.
 * @throws what the driver throws, NoPassword, CannotRun for a `ca` that can't be read
 */
export async function connect(settings: PostgresSettings): Promise<pg.Client> {
  const client = new pg.Client({
    host: settings.host,
    port: portOf(settings),
    user: userOf(settings),
    database: settings.database,
    // Asked only when the server wants one.
    password: () => findPassword(settings),
    ssl:
      isSocket(settings) || settings.tls === 'off' ? false : { rejectUnauthorized: true, ...(await trusted(settings)) },
    application_name: applicationName,
    client_encoding: 'UTF8',
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    options: Object.entries(sessionSettings(settings))
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // A connection that is lost while nobody asks anything: the next query tells.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw error;
  }
  return client;
}

async function trusted({ ca }: PostgresSettings): Promise<{ ca?: string }> {
  if (ca === undefined) return {};
  try {
    return { ca: await readFile(ca, 'utf8') };
  } catch {
    throw new CannotRun(`the file of certificates ${ca} cannot be read; check ca`);
  }
}

/** The server's process that works for a session. */
export function backendOf(client: pg.Client): number {
  return (client as unknown as { processID: number | null }).processID ?? 0;
}

/** Ends a query of ours on the server, and nobody else's. Never throws. */
export async function cancelBackend(settings: PostgresSettings, backend: number): Promise<void> {
  try {
    const client = await connect(settings);
    try {
      await client.query(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
          WHERE pid = $1 AND application_name = $2 AND usename = current_user AND pid <> pg_backend_pid()`,
        [backend, applicationName],
      );
    } finally {
      await client.end();
    }
  } catch {
    // The server is gone, or so is the query.
  }
}
