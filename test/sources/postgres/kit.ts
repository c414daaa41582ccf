import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Item } from '../../../agent/contracts/item.ts';
import type { OpenSource, Piece, ReadPlan, RowBatch, RowContent, Trouble } from '../../../agent/contracts/source.ts';
import { SourceError } from '../../../agent/contracts/source.ts';
import postgres from '../../../agent/sources/postgres.ts';
import { type PostgresOptions, type PostgresServer, startPostgres } from '../../support/postgres.ts';
import { skipUnless } from '../../support/require.ts';

/** A server of the test file's own; tests are skipped, with a line that says so, where there is none to start. */
export function withServer(prepare: (server: PostgresServer) => Promise<void>, options?: PostgresOptions) {
  let server: PostgresServer | null = null;
  beforeAll(async () => {
    server = await startPostgres(options);
    if (server !== null) await prepare(server);
  });
  afterAll(async () => {
    await server?.stop();
  });
  beforeEach((context) => skipUnless(context, server !== null, 'no PostgreSQL can be started'));
  return () => server!;
}

const live = new AbortController().signal;

export async function openAs(
  server: PostgresServer,
  given: Readonly<Record<string, unknown>>,
  more: { forReading?: boolean; strict?: boolean; working?: (backend: number) => void } = {},
): Promise<OpenSource> {
  const { host, port, password } = server;
  const settings = postgres.settings.parse({ host, port, password, tls: 'off', pause: 0, ...given });
  return postgres.open(settings, { signal: live, ownPaths: [], forReading: false, ...more });
}

export async function listAll(open: OpenSource): Promise<(Item | Trouble)[]> {
  const all: (Item | Trouble)[] = [];
  for await (const unit of open.units(live)) for await (const one of open.items(unit, live)) all.push(one);
  return all;
}

export async function itemOf(open: OpenSource, path: string): Promise<Item> {
  const found = (await listAll(open)).find((one) => one.path === path);
  if (found === undefined || 'trouble' in found) throw new Error(`${path} is no item`);
  return found;
}

export async function planOf(open: OpenSource, path: string, last: string | null = null): Promise<ReadPlan> {
  return open.plan!(await itemOf(open, path), last, live);
}

export type Cells = (string | null)[][];

export function cellsOf({ bytes, starts, ends, rows }: RowBatch, width: number): Cells {
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: width }, (_, column) => {
      const at = row * width + column;
      return starts[at]! < 0 ? null : Buffer.from(bytes.subarray(starts[at], ends[at])).toString('utf8');
    }),
  );
}

export interface TableCells {
  readonly columns: RowContent['columns'];
  readonly key: number;
  readonly rows: Cells;
  readonly batches: readonly number[];
  readonly blocks: number | null;
  readonly cut: ReadonlyMap<number, number>;
}

export async function readPiece(open: OpenSource, path: string, piece: Piece, signal = live): Promise<TableCells> {
  const content = await open.readPiece!(path, piece, signal);
  if (content.kind !== 'rows') throw new Error('not a piece of rows');
  await using closing = content;
  const rows: Cells = [];
  const batches: number[] = [];
  for await (const batch of closing.batches()) {
    rows.push(...cellsOf(batch, content.columns.length));
    batches.push(batch.rows);
  }
  const { columns, key, blocks, cut } = content;
  return { columns, key, rows, batches, blocks, cut };
}

/** The whole table, piece by piece, as its plan says. */
export async function readTable(open: OpenSource, path: string): Promise<TableCells> {
  const plan = await planOf(open, path);
  const read: TableCells[] = [];
  for (const piece of plan.pieces) read.push(await readPiece(open, path, piece));
  const [first] = read;
  if (first === undefined) throw new Error('nothing to read');
  return { ...first, rows: read.flatMap(({ rows }) => rows) };
}

/** One row as an object. */
export function firstRow({ columns, rows }: TableCells): Record<string, string | null> {
  return Object.fromEntries(columns.map(({ name }, index) => [name, rows[0]?.[index] ?? null]));
}

export async function problemOf(work: Promise<unknown>): Promise<SourceError['problem'] | Error | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return error instanceof SourceError ? error.problem : (error as Error);
  }
}
