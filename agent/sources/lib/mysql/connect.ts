import { readFile } from 'node:fs/promises';
import mysql, { type Connection, type RowDataPacket } from 'mysql2';
import { CannotRun } from '../../../contracts/cannot-run.ts';
import { findAccess } from './access.ts';
import type { Access, MysqlSettings } from './settings.ts';

const connectTimeout = 20_000;
/** Stands in each of our queries, by which they are known on the server. */
export const marker = '/* wayward */';

/** A session of the server, which can only read. */
export interface Client {
  readonly connection: Connection;
  /** The server's number of it. */
  readonly id: number;
  readonly flavour: 'mysql' | 'mariadb';
  /** 10.11, 8.4 … */
  readonly version: string;
}

/**
 * A session that can only read. With TLS and its certificate and name checked, unless it goes over a Unix socket or TLS
 * is off.
 * @throws what the driver throws; CannotRun for files that can't be read
 */
export async function connect(settings: MysqlSettings): Promise<Client> {
  const access = await findAccess(settings);
  const connection = mysql.createConnection({
    ...(access.socket === null
      ? { host: access.host ?? 'localhost', port: access.port }
      : { socketPath: access.socket }),
    user: access.user,
    ...(access.password === null ? {} : { password: access.password }),
    ...(access.socket !== null || access.tls === 'off' ? {} : { ssl: await trusted(access) }),
    charset: 'utf8mb4_general_ci',
    // A server could ask for any file of this machine.
    flags: ['-LOCAL_FILES'],
    connectAttributes: { program_name: 'wayward' },
    connectTimeout,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    disableEval: true,
  });
  // A connection that is lost while nobody asks anything: the next query tells.
  connection.on('error', () => {});
  try {
    await new Promise<void>((done, failed) => connection.connect((error) => (error ? failed(error) : done())));
    return await prepareSession(connection, settings);
  } catch (error) {
    drop(connection);
    throw error;
  }
}

async function prepareSession(connection: Connection, settings: MysqlSettings): Promise<Client> {
  const [row] = await ask(connection, `SELECT ${marker} VERSION() AS version, CONNECTION_ID() AS id`);
  const version = String(row?.['version']);
  const flavour = /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  // Transactions to come, each query being one of its own. It comes first, so that nothing is without it.
  await ask(connection, 'SET SESSION TRANSACTION READ ONLY');
  for (const [name, value] of sessionSettings(settings, flavour)) {
    await ask(connection, `SET SESSION ${name} = ${value}`);
  }
  await ask(connection, 'SET NAMES utf8mb4');
  return { connection, id: Number(row?.['id']), flavour, version };
}

/**
 * - Limits of time in the units of each variable.
 * - A reader that rests is not taken for a dead one, for ten minutes.
 * - Modes that change how SQL and text are read are off; queries are never refused for their size.
 */
function sessionSettings({ statement_timeout, lock_timeout }: MysqlSettings, flavour: string): [string, string][] {
  const lock = String(Math.max(1, Math.round(lock_timeout / 1000)));
  const shared: [string, string][] = [
    ['sql_mode', "''"],
    ['time_zone', "'+00:00'"],
    ['lock_wait_timeout', lock],
    ['innodb_lock_wait_timeout', lock],
    ['net_write_timeout', '600'],
    ['wait_timeout', '600'],
    ['sql_big_selects', '1'],
  ];
  return flavour === 'mariadb'
    ? [...shared, ['max_statement_time', String(statement_timeout / 1000)]]
    : [
        ...shared,
        ['max_execution_time', String(statement_timeout)],
        // Else times of changes are as they were up to a day ago.
        ['information_schema_stats_expiry', '0'],
      ];
}

async function trusted({ ca }: Access): Promise<{ rejectUnauthorized: true; ca?: string }> {
  const checks = { rejectUnauthorized: true, verifyIdentity: true, minVersion: 'TLSv1.2' } as const;
  if (ca === null) return checks;
  try {
    return { ...checks, ca: await readFile(ca, 'utf8') };
  } catch {
    throw new CannotRun(`the file of certificates ${ca} cannot be read; check ca`);
  }
}

/** Ends a connection at once, with all that is still to come in it; the driver itself would wait for that. */
export function drop(connection: Connection): void {
  connection.destroy();
  lose(connection);
}

/** The same as if it was lost: what is being asked fails, where `drop` leaves it without an answer. */
export function lose(connection: Connection): void {
  (connection as unknown as { stream: { destroy(): void } }).stream.destroy();
}

/** The rows of a query about the server, all at once; of a query without rows, none. */
export function ask(connection: Connection, sql: string, values: readonly unknown[] = []): Promise<RowDataPacket[]> {
  return new Promise((done, failed) => {
    // `query` puts the values in as literals: no statement is left prepared on the server.
    connection.query(sql, [...values], (error, rows) => {
      if (error !== null) failed(error);
      else done(Array.isArray(rows) ? (rows as RowDataPacket[]) : []);
    });
  });
}

/** Ends a query of ours on the server, and nobody else's. Never throws. */
export async function cancelQuery(settings: MysqlSettings, id: number): Promise<void> {
  try {
    const { connection } = await connect(settings);
    try {
      const [found] = await ask(
        connection,
        `SELECT ${marker} 1 FROM information_schema.PROCESSLIST
          WHERE ID = ? AND ID <> CONNECTION_ID() AND USER = SUBSTRING_INDEX(USER(), '@', 1) AND INFO LIKE ?`,
        [id, `%${marker}%`],
      );
      if (found !== undefined) await ask(connection, `KILL QUERY ${id}`);
    } finally {
      drop(connection);
    }
  } catch {
    // The server is gone, or so is the query.
  }
}
