import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bytesOfRow } from './lib/customers.ts';
import { makeManyTables, manyTables, serverWithCustomers } from './lib/load.ts';
import { type Measured, measure, measureWayward, median, table } from './lib/measure.ts';
import { installed, remove, type Server } from './lib/servers.ts';

/**
 * A large table read in full, against the server's own client that writes it to /dev/null; a sample of many tables; and
 * what the server has to do for it.
 *
 *   node bench/database.ts [--rows 5000000] [--data DIR] [--only postgres,mysql] [--what client,full,…] [--rounds 3]
 */
export interface DatabaseOptions {
  readonly rows: number;
  /** Where servers keep their data, to be used again. */
  readonly data: string;
  readonly only: readonly string[];
  readonly what: readonly string[];
  readonly rounds: number;
}

const kinds = ['postgres', 'mysql'] as const;
const whats = ['client', 'full', 'gentle', 'many', 'pdscan'] as const;
const usual: DatabaseOptions = {
  rows: 5_000_000,
  data: join(import.meta.dirname, '.data', 'databases'),
  only: kinds,
  what: whats,
  rounds: 3,
};

export async function benchDatabase(given: Partial<DatabaseOptions> = {}): Promise<string> {
  const options = { ...usual, ...given };
  const rows: string[][] = [];
  for (const kind of kinds.filter((one) => options.only.includes(one))) {
    await using server = await serverWithCustomers(resolve(options.data), kind, options.rows);
    rows.push(...(await new Bench(server, options).rows()));
  }
  return table(['what', 'time', 'rate', 'of the client', 'peak memory', 'CPU', "server's cores"], rows);
}

/** Of one server. */
class Bench {
  readonly #server: Server;
  readonly #options: DatabaseOptions;
  /** Rows a second of the server's own client. */
  #client = Number.NaN;

  constructor(server: Server, options: DatabaseOptions) {
    this.#server = server;
    this.#options = options;
  }

  async rows(): Promise<string[][]> {
    const { what } = this.#options;
    const steps: Readonly<Record<string, () => Promise<string[]>>> = {
      client: () => this.#readByClient(),
      full: () => this.#full('full, 2 workers, 2 connections, no pause', { connections: 2, pause: 0 }),
      gentle: () => this.#full('full, default settings', {}),
      many: () => this.#many(),
      pdscan: () => this.#pdscan(),
    };
    const rows: string[][] = [];
    for (const name of whats.filter((one) => what.includes(one))) rows.push(await steps[name]!());
    return rows;
  }

  async #readByClient(): Promise<string[]> {
    const { kind, client } = this.#server;
    const [program = '', ...args] = client;
    const [label, query] =
      kind === 'postgres'
        ? ['psql COPY … TO STDOUT', ['-c', 'COPY (SELECT * FROM customers) TO STDOUT']]
        : ['mariadb --quick', ['--quick', 'shop', '-e', 'SELECT * FROM customers']];
    const runs = await this.#times(() => measure(program, [...args, ...query]));
    this.#client = this.#options.rows / median(runs.map(({ seconds }) => seconds));
    const bytes = bytesOfRow().toFixed(0);
    const about = `${(this.#options.rows / 1e6).toFixed(1)} million rows of ${bytes} bytes`;
    return this.#row(`${this.#server.version}, ${about}: ${label} > /dev/null`, this.#options.rows, runs);
  }

  async #full(what: string, settings: object): Promise<string[]> {
    const include = [this.#server.kind === 'postgres' ? 'public/customers' : 'shop/customers'];
    const runs = await this.#times(() => this.#scan({ ...settings, depth: 'full', include }));
    return this.#row(`the same, wayward scan, ${what}`, this.#options.rows, runs);
  }

  async #many(): Promise<string[]> {
    makeManyTables(this.#server);
    const include = [`${manyTables.schema}/*`];
    const runs = await this.#times(() => this.#scan({ include }));
    return this.#row(`a sample of ${manyTables.count} tables of ${manyTables.rows} rows`, null, runs);
  }

  async #pdscan(): Promise<string[]> {
    if (!installed('pdscan')) return [`${this.#server.kind}: pdscan is not installed`, '', '', '', '', '', ''];
    const { kind, port } = this.#server;
    const url =
      kind === 'postgres'
        ? `postgres://bench@127.0.0.1:${port}/postgres?sslmode=disable`
        : `mysql://root@127.0.0.1:${port}/shop`;
    const only = ['--only-tables', 'customers'];
    const size = ['--sample-size', String(this.#options.rows)];
    const runs = await this.#times(() => measure('pdscan', [url, ...size, ...only]));
    return this.#row('the same, pdscan, all rows', this.#options.rows, runs);
  }

  async #scan(settings: object): Promise<Run> {
    const { kind, port, pid } = this.#server;
    const dir = mkdtempSync(join(tmpdir(), 'wayward-bench-'));
    const login = kind === 'postgres' ? { database: 'postgres', user: 'bench' } : { user: 'root' };
    const source = { name: 'db', kind, host: '127.0.0.1', port, ...login, tls: 'off', ...settings };
    const config = { version: 1, organization: { countries: ['DE'] }, sources: [source], detectors: {} };
    const report = join(dir, 'report.jsonl');
    writeFileSync(join(dir, 'wayward.yaml'), JSON.stringify(config));
    const files = ['--config', join(dir, 'wayward.yaml'), '--state', join(dir, 'state'), '--report', `jsonl=${report}`];
    const before = this.#server.cpuSeconds();
    const run = await measureWayward(['scan', ...files, '--workers', '2', '--quiet']);
    // The server's own processes end a moment later, and only then are counted.
    await sleep(200);
    const serverSeconds = this.#server.cpuSeconds() - before;
    if (run.code !== 0) throw new Error(`the scan ended with ${run.code}; server ${pid}`);
    told(report);
    remove(dir);
    return { ...run, serverSeconds };
  }

  async #times<T extends Measured>(run: () => Promise<T>): Promise<T[]> {
    const runs: T[] = [];
    for (let round = 0; round < this.#options.rounds; round++) runs.push(await run());
    return runs;
  }

  #row(what: string, rows: number | null, runs: readonly (Measured & Partial<Run>)[]): string[] {
    const seconds = median(runs.map((run) => run.seconds));
    const rate = rows === null ? '' : `${(rows / seconds / 1000).toFixed(0)},000 rows/s`;
    const share = rows === null || Number.isNaN(this.#client) ? '' : (rows / seconds / this.#client).toFixed(2);
    const peak = `${Math.max(...runs.map((run) => run.peakMB)).toFixed(0)} MB`;
    const cores = runs.map(({ serverSeconds, seconds: wall }) => (serverSeconds ?? Number.NaN) / wall);
    const load = Number.isNaN(cores[0]) ? '' : median(cores).toFixed(2);
    const cpu = `${median(runs.map(({ cpuSeconds }) => cpuSeconds)).toFixed(1)} s`;
    const row = [what, `${seconds.toFixed(1)} s`, rate, share, peak, cpu, load];
    console.error(row.join(' | '), runs.map((run) => run.seconds.toFixed(2)).join(' '));
    return row;
  }
}

interface Run extends Measured {
  /** CPU that the server used for it. */
  readonly serverSeconds: number;
}

/** A scan that read nothing would be fast. */
function told(report: string): void {
  const lines = readFileSync(report, 'utf8').split('\n').filter(Boolean);
  const types = Map.groupBy(lines, (line) => (JSON.parse(line) as { type: string }).type);
  const total = JSON.parse(types.get('coverage')!.at(-1)!) as Record<string, number>;
  const counts = (types.get('finding') ?? []).map((line) => {
    const { part, detector, count } = JSON.parse(line) as Record<string, string>;
    return `${part} ${detector} ${count}`;
  });
  const { listed = 0, read = 0, excluded = 0 } = total;
  if (read === 0 || listed !== read + excluded) throw new Error(`read ${read} of ${listed} tables`);
  if (counts.length < 20) console.error(`  found: ${counts.join(', ')}`);
  else console.error(`  found in ${counts.length} columns of ${read} tables`);
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string' },
      data: { type: 'string' },
      only: { type: 'string' },
      what: { type: 'string' },
      rounds: { type: 'string' },
    },
  });
  const { rows, data, only, what, rounds } = values;
  if (data !== undefined) mkdirSync(data, { recursive: true });
  const text = await benchDatabase({
    ...(rows === undefined ? {} : { rows: Number(rows) }),
    ...(data === undefined ? {} : { data }),
    ...(only === undefined ? {} : { only: only.split(',') }),
    ...(what === undefined ? {} : { what: what.split(',') }),
    ...(rounds === undefined ? {} : { rounds: Number(rounds) }),
  });
  console.log(text);
}
