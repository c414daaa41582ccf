import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Item } from '../../../agent/contracts/item.ts';
import { type OpenSource, type Piece, type ReadPlan, SourceError } from '../../../agent/contracts/source.ts';
import mysql from '../../../agent/sources/mysql.ts';
import { type MariadbOptions, type MariadbServer, startMariadb } from '../../support/mariadb.ts';
import { skipUnless } from '../../support/require.ts';
import { listAll, never, type ReadRows, readContent, readPlan } from '../../support/tables.ts';

/** A server of the test file's own; tests are skipped, with a line that says so, where there is none to start. */
export function withServer(prepare: (server: MariadbServer) => Promise<void>, options?: MariadbOptions) {
  let server: MariadbServer | null = null;
  beforeAll(async () => {
    server = await startMariadb(options);
    if (server !== null) await prepare(server);
  });
  afterAll(async () => {
    await server?.stop();
  });
  beforeEach((context) => skipUnless(context, server !== null, 'no MariaDB can be started'));
  return () => server!;
}

export async function openAs(
  server: MariadbServer,
  given: Readonly<Record<string, unknown>>,
  more: { forReading?: boolean; strict?: boolean; working?: (backend: number) => void } = {},
): Promise<OpenSource> {
  const { host, port, password } = server;
  const settings = mysql.settings.parse({ host, port, password, tls: 'off', pause: 0, ...given });
  return mysql.open(settings, { signal: never, ownPaths: [], forReading: false, ...more });
}

export async function itemOf(open: OpenSource, path: string): Promise<Item> {
  const found = (await listAll(open)).items.find((one) => one.path === path);
  if (found === undefined) throw new Error(`${path} is no item`);
  return found;
}

export async function planOf(open: OpenSource, path: string, last: string | null = null): Promise<ReadPlan> {
  return open.plan!(await itemOf(open, path), last, never);
}

export async function readTable(open: OpenSource, path: string): Promise<ReadRows & { readonly plan: ReadPlan }> {
  const plan = await planOf(open, path);
  return { plan, ...(await readPlan(open, path, plan)) };
}

export async function readPiece(open: OpenSource, path: string, piece: Piece, signal = never): Promise<ReadRows> {
  const content = await open.readPiece!(path, piece, signal);
  if (content.kind !== 'rows') throw new Error('not a piece of rows');
  return readContent(content);
}

export async function problemOf(work: Promise<unknown>): Promise<SourceError['problem'] | Error | null> {
  try {
    await work;
    return null;
  } catch (error) {
    return error instanceof SourceError ? error.problem : (error as Error);
  }
}
