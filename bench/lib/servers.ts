import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A database server of our own: its data in a folder that is kept, or not, by the caller. */
export interface Server extends AsyncDisposable {
  readonly kind: 'postgres' | 'mysql';
  readonly version: string;
  readonly port: number;
  /** Folder of the Unix socket (postgres), or the socket (mysql). */
  readonly socket: string;
  readonly pid: number;
  /** Seconds of CPU that the server has used so far, all its processes together. */
  cpuSeconds(): number;
  /** Runs the native client, given `sql`; what it prints. */
  run(sql: string): string;
  /** The native client as program and arguments, without a query. */
  readonly client: readonly string[];
}

/** The newest PostgreSQL of Debian, else null. */
export function postgresPrograms(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions.map((version) => join(root, version, 'bin')).find((dir) => existsSync(join(dir, 'postgres')));
  return found ?? null;
}

/** Starts PostgreSQL on the folder; one that is empty or absent becomes a new cluster. Settings are the server's own. */
export async function startPostgres(dir: string): Promise<Server> {
  const programs = postgresPrograms();
  if (programs === null) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  const as = account('postgres');
  const data = join(dir, 'data');
  ownFolder(dir, as);
  if (!existsSync(join(data, 'PG_VERSION'))) {
    const args = ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(programs, 'initdb'), args, { ...as, cwd: dir, stdio: 'ignore' });
  }
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: dir, shared_buffers: '256MB' };
  const durable = { fsync: 'off', synchronous_commit: 'off', max_wal_size: '4GB' };
  const flags = Object.entries({ ...settings, ...durable }).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const child = spawn(join(programs, 'postgres'), ['-D', data, ...flags], { ...as, cwd: dir, stdio: 'ignore' });
  const client = [
    'psql',
    '-X',
    '-q',
    '-v',
    'ON_ERROR_STOP=1',
    '-h',
    dir,
    '-p',
    String(port),
    '-U',
    'bench',
    '-d',
    'postgres',
  ];
  const run = (sql: string) => runClient([...client, '-At'], sql);
  await answers(child, () => run('select 1'));
  const version = `PostgreSQL ${run('show server_version').trim()}`;
  return {
    kind: 'postgres',
    version,
    port,
    socket: dir,
    pid: child.pid!,
    run,
    client,
    cpuSeconds: () => cpuSeconds(child.pid!),
    ...stop(child, 'SIGINT'),
  };
}

/** The same for MariaDB. */
export async function startMariadb(dir: string): Promise<Server> {
  const as = account('mysql');
  const data = join(dir, 'data');
  ownFolder(dir, as);
  if (!existsSync(join(data, 'mysql'))) {
    const args = ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db'];
    execFileSync('mariadb-install-db', args, { ...as, cwd: dir, stdio: 'ignore' });
  }
  const [port, socket] = [await freePort(), join(dir, 'server.sock')];
  const settings = [`--datadir=${data}`, `--socket=${socket}`, `--port=${port}`, '--bind-address=127.0.0.1'];
  const memory = ['--innodb-buffer-pool-size=1G', '--innodb-flush-log-at-trx-commit=0', '--skip-log-bin'];
  const args = ['--no-defaults', ...settings, `--pid-file=${dir}/pid`, ...memory, '--local-infile=1'];
  const child = spawn('mariadbd', args, { ...as, cwd: dir, stdio: 'ignore' });
  const client = ['mariadb', '--no-defaults', '-u', 'root', `--socket=${socket}`, '--default-character-set=utf8mb4'];
  const run = (sql: string) => runClient([...client, '-N', '-B'], sql);
  await answers(child, () => run('select 1'));
  const version = `MariaDB ${run('select version()').trim()}`;
  return {
    kind: 'mysql',
    version,
    port,
    socket,
    pid: child.pid!,
    run,
    client,
    cpuSeconds: () => cpuSeconds(child.pid!),
    ...stop(child, 'SIGTERM'),
  };
}

/** Servers refuse to run as root: the account that Debian made for them, else our own. */
function account(name: string): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function ownFolder(dir: string, { uid, gid }: ReturnType<typeof account>): void {
  mkdirSync(dir, { recursive: true });
  chmodSync(dir, 0o755);
  if (uid !== undefined && gid !== undefined) chownSync(dir, uid, gid);
}

function runClient([program = '', ...args]: readonly string[], sql: string): string {
  return execFileSync(program, args, {
    input: sql,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

async function answers(child: ChildProcess, ask: () => void): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended at its start, exit code ${child.exitCode}`);
    try {
      ask();
      return;
    } catch {
      await sleep(200);
    }
  }
  child.kill('SIGKILL');
  throw new Error('the server did not answer within a minute');
}

function stop(child: ChildProcess, signal: NodeJS.Signals): AsyncDisposable {
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  // A server must not outlive the program that started it.
  const kill = () => void child.kill(signal);
  process.once('exit', kill);
  return {
    async [Symbol.asyncDispose]() {
      process.removeListener('exit', kill);
      kill();
      await ended;
    },
  };
}

export function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Seconds of CPU that a process and all its descendants have used so far; those that ended are with their parent. */
function cpuSeconds(pid: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const known = new Map(processes.map((one) => [one, statOf(one)]));
  let ticks = 0;
  for (const [one, stat] of known) {
    if (stat === null) continue;
    let at: number | undefined = one;
    while (at !== undefined && at !== pid && at > 1) at = known.get(at)?.parent;
    if (at === pid) ticks += stat.ticks;
  }
  return ticks / 100;
}

function statOf(pid: number): { readonly parent: number; readonly ticks: number } | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    // state, ppid, …: utime, stime and those of ended children are fields 14 to 17 of proc(5).
    return { parent: fields[1]!, ticks: fields[11]! + fields[12]! + fields[13]! + fields[14]! };
  } catch {
    return null;
  }
}

export function remove(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}

export function installed(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}
