import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { customerLots, customerTable } from './customers.ts';
import { remove, type Server, startMariadb, startPostgres } from './servers.ts';

const starts = { postgres: startPostgres, mysql: startMariadb } as const;

/** A server with the table of customers in it: loaded once, kept in the folder for the next time. */
export async function serverWithCustomers(base: string, kind: Server['kind'], rows: number): Promise<Server> {
  const dir = join(base, `${kind}-${rows}`);
  const loaded = join(dir, 'loaded');
  if (existsSync(loaded)) return starts[kind](dir);
  // What was begun and not finished is worth nothing.
  remove(dir);
  const server = await starts[kind](dir);
  try {
    await loads[kind](server, rows);
    writeFileSync(loaded, `${rows}\n`);
    return server;
  } catch (error) {
    await server[Symbol.asyncDispose]();
    throw error;
  }
}

const loads = {
  async postgres(server: Server, rows: number) {
    server.run(customerTable);
    await feed([...server.client, '-c', 'copy customers from stdin'], rows);
    server.run('vacuum analyze customers');
  },
  async mysql(server: Server, rows: number) {
    server.run(`create database shop character set utf8mb4; use shop; ${customerTable} engine = InnoDB`);
    const load = "load data local infile '/dev/stdin' into table customers character set utf8mb4";
    await feed([...server.client, '--local-infile', 'shop', '-e', load], rows);
    server.run('analyze table shop.customers');
  },
};

async function feed(program: readonly string[], rows: number): Promise<void> {
  // Behind `cat`, as what Node calls a pipe is a socket, and no socket can be opened as /dev/stdin.
  const child = spawn('sh', ['-c', 'cat | "$@"', 'sh', ...program], { stdio: ['pipe', 'ignore', 'inherit'] });
  const closed = once(child, 'close');
  await pipeline(Readable.from(customerLots(rows)), child.stdin);
  const [code] = (await closed) as [number];
  if (code !== 0) throw new Error(`${program[0]} ended with ${code}`);
}

/** A schema of many tables that are alike: in every tenth are people. */
export const manyTables = { schema: 'many', count: 2000, rows: 500 } as const;

/** Makes it where it is not there yet: the server fills the tables itself. */
export function makeManyTables(server: Server): void {
  const { schema, count, rows } = manyTables;
  const found = `SELECT count(*) FROM information_schema.tables WHERE table_schema = '${schema}'`;
  if (Number(server.run(found)) === count) return;
  const postgres = server.kind === 'postgres';
  const numbers = postgres ? `generate_series(1, ${rows}) AS n` : `(SELECT seq AS n FROM seq_1_to_${rows}) AS s`;
  const text = (...parts: string[]) => (postgres ? `(${parts.join(' || ')})` : `concat(${parts.join(', ')})`);
  const tables = Array.from({ length: count }, (_, i) => {
    const mail = i % 10 === 0 ? text("'visitor.'", 'n', "'@fiktivpost-nord.de'") : text("'sku-'", `n * ${i + 1}`);
    const row = `n AS id, ${text("'item '", 'n')} AS title, ${mail} AS reference, n * 7 AS quantity, ${text("'larch, batch '", 'n % 13')} AS remark`;
    return `CREATE TABLE ${schema}.table_${String(i).padStart(4, '0')} AS SELECT ${row} FROM ${numbers}`;
  });
  server.run(`DROP SCHEMA IF EXISTS ${schema}${postgres ? ' CASCADE' : ''}; CREATE SCHEMA ${schema}`);
  server.run(`${tables.join(';\n')};\n${postgres ? 'ANALYZE;' : ''}`);
}
