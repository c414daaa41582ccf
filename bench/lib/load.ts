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
    const { bytes } = sizeOf(server);
    writeFileSync(loaded, `${JSON.stringify({ rows, bytes })}\n`);
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

/** Bytes of the table on disk, without its indexes. */
export function sizeOf(server: Server): { readonly bytes: number } {
  const sql =
    server.kind === 'postgres'
      ? "select pg_table_size('customers')"
      : "select data_length from information_schema.tables where table_schema = 'shop' and table_name = 'customers'";
  return { bytes: Number(server.run(sql)) };
}
