import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { installed } from './require.ts';

/** A throwaway MariaDB. Give it up with `await using`, or by `stop`: it is ended and deleted, also when we die. */
export interface MariadbServer extends AsyncDisposable {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** The Unix socket: a `host`, too. */
  readonly socket: string;
  /** Of every account that `createUser` makes. */
  readonly password: string;
  /** File with the certificate that the server shows, for `localhost` and 127.0.0.1; null without TLS. */
  readonly ca: string | null;
  /** What the server wrote down so far. */
  log(): string;
  /** Runs statements as root; gives the rows of the last one. */
  sql(text: string): Promise<Record<string, unknown>[]>;
  /** A connection of the caller's own, as root. */
  connect(): Promise<mysql.Connection>;
  /** An account that may log in from anywhere, with `password`, and these grants: `SELECT ON shop.*`. */
  createUser(name: string, ...grants: string[]): Promise<void>;
  /** Ends the server's process, and starts it again with the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface MariadbOptions {
  /** With a certificate for this machine, or for the one that is named. */
  readonly tls?: boolean | string;
  readonly settings?: Readonly<Record<string, string | number>>;
}

/** Null when there is no MariaDB to start. */
export async function startMariadb(options: MariadbOptions = {}): Promise<MariadbServer | null> {
  if (!installed('mariadbd') || !installed('mariadb-install-db')) return null;
  const folder = mkdtempSync(join(tmpdir(), 'wayward-my-'));
  try {
    return await start(folder, options);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function start(folder: string, options: MariadbOptions): Promise<MariadbServer> {
  const data = join(folder, 'data');
  const password = "synthetic-pass'phrase";
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  const flags = ['--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'];
  // Servers that share a folder of temporary tables take them away from each other.
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const init = spawnSync('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, ...flags, ...asRoot], {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: temporary },
  });
  if (init.status !== 0) throw new Error(`mariadb-install-db failed: ${init.stderr}${init.stdout}`);
  const port = await freePort();
  const [socket, log] = [join(folder, 'socket'), join(folder, 'log')];
  const ca = options.tls ? makeCertificate(folder, options.tls === true ? null : options.tls) : null;
  const settings = {
    ...{ datadir: data, socket, port, 'bind-address': '127.0.0.1', tmpdir: temporary, 'pid-file': join(folder, 'pid') },
    ...{ 'innodb-flush-log-at-trx-commit': 0, 'innodb-buffer-pool-size': '64M', 'innodb-doublewrite': 0 },
    ...(ca === null ? {} : { 'ssl-cert': ca, 'ssl-key': join(folder, 'server.key') }),
    ...options.settings,
  };
  const file = join(folder, 'my.cnf');
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
  writeFileSync(file, `[mariadbd]\nskip-name-resolve\n${lines.join('')}`);
  const run = () => launch(file, asRoot, log, folder);
  let server = run();

  const connect = async () => {
    const connection = await mysql.createConnection({ socketPath: socket, user: 'root', multipleStatements: true });
    connection.on('error', () => {});
    return connection;
  };
  const sql = async (text: string) => {
    const connection = await connect();
    try {
      const [result] = await connection.query(text);
      const last = Array.isArray(result) && Array.isArray(result.at(-1)) ? result.at(-1) : result;
      return (Array.isArray(last) ? last : []) as Record<string, unknown>[];
    } finally {
      await connection.end();
    }
  };
  const ready = () => untilReady(() => sql('SELECT 1'), log);
  const stop = async () => {
    await server.end('stop');
    rmSync(folder, { recursive: true, force: true });
  };
  await ready();
  return {
    ...{ host: '127.0.0.1', port, socket, password, ca, sql, connect, stop },
    log: () => readFileSync(log, 'utf8'),
    createUser: async (name, ...grants) => {
      await sql(`CREATE USER ${mysql.escape(name)}@'%' IDENTIFIED BY ${mysql.escape(password)}`);
      for (const grant of grants) await sql(`GRANT ${grant} TO ${mysql.escape(name)}@'%'`);
    },
    restart: async () => {
      await server.end('keep');
      server = run();
      await ready();
    },
    [Symbol.asyncDispose]: stop,
  };
}

function launch(file: string, flags: readonly string[], log: string, folder: string) {
  // A shell in between ends the server and deletes its files when our end of the pipe closes, however we end.
  const script =
    'mariadbd --defaults-file="$1" $2 >>"$3" 2>&1 & read -r line; kill -TERM $!; wait; [ "$line" = keep ] || rm -rf "$4"';
  const shell = spawn('sh', ['-c', script, 'sh', file, flags.join(' '), log, folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((done) => shell.once('exit', () => done()));
  // The tests may end though the server still runs.
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  return {
    async end(line: 'keep' | 'stop') {
      shell.ref();
      shell.stdin.end(`${line}\n`);
      await ended;
    },
  };
}

function makeCertificate(folder: string, name: string | null): string {
  const [certificate, key] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...[
        '-subj',
        '/CN=test',
        '-addext',
        `subjectAltName=${name === null ? 'DNS:localhost,IP:127.0.0.1' : `DNS:${name}`}`,
      ],
      ...['-keyout', key, '-out', certificate],
    ],
    { stdio: 'pipe' },
  );
  return certificate;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function untilReady(ask: () => Promise<unknown>, log: string): Promise<void> {
  for (let left = 300; ; left--) {
    try {
      await ask();
      return;
    } catch (error) {
      if (left === 0) throw new Error(`MariaDB did not start: ${readFileSync(log, 'utf8')}`, { cause: error });
      await setTimeout(50);
    }
  }
}
