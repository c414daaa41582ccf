import type pg from 'pg';
import { to } from 'pg-copy-streams';
import { type RowBatch, type RowContent, SourceError } from '../../../contracts/source.ts';
import { Pace } from '../sql/pace.ts';
import { backendOf } from './connect.ts';
import { CopyParser } from './copy-parser.ts';
import { asUtf8 } from './encoding.ts';
import { literal } from './names.ts';
import type { RowsOrder } from './order.ts';
import { copyOf, longestCell } from './rows-query.ts';
import type { Session } from './session.ts';
import type { PostgresSettings } from './settings.ts';
import { holdsOf } from './types.ts';

/** What reading a piece takes. */
export interface Reading {
  readonly session: Session;
  readonly settings: PostgresSettings;
  readonly signal: AbortSignal;
  /** Told of the server's process while a query is under way, and of 0 after it. */
  working(backend: number): void;
}

const streamBytes = 1 << 18;

/** The rows of a piece, as they come from the server. */
export function readRows(order: RowsOrder, reading: Reading): RowContent {
  const maxCell = reading.settings.max_cell;
  const columns = order.columns.map(({ as }): { kind: 'plain' | 'bytes'; max: number } => {
    return { kind: as === 'bytes' ? 'bytes' : 'plain', max: longestCell(as, maxCell) };
  });
  const sampled = order.range.by === 'sample';
  const parser = new CopyParser(columns, sampled);
  const binary = (column: number) => columns[column]?.kind === 'bytes';
  let complete = false;
  return {
    kind: 'rows',
    columns: order.columns.map(({ name, comment, references, as }) => {
      return { name, comment, references, holds: holdsOf[as] };
    }),
    key: order.columns.findIndex(({ name }) => name === order.key),
    async *batches() {
      const copy = copyOf(order, maxCell);
      for await (const batch of copyRows(copy, parser, reading, (client) => commitIfSame(client, order)))
        yield order.anyEncoding ? asUtf8(batch, columns.length, binary) : batch;
      complete = true;
    },
    get cut() {
      return parser.cut;
    },
    get blocks() {
      return sampled && complete ? parser.blocks : null;
    },
    async [Symbol.asyncDispose]() {},
  };
}

/**
 * The rows of a COPY to STDOUT, in a transaction that only reads; `end` ends it.
 * @throws SourceError, or the signal's reason
 */
export async function* copyRows(
  copy: string,
  parser: CopyParser,
  reading: Reading,
  end: (client: pg.Client) => Promise<unknown>,
): AsyncGenerator<RowBatch> {
  const pace = new Pace(reading.settings, reading.signal);
  const copying = reading.session.lend(reading.signal);
  let whole = false;
  try {
    const client = await pace.waitFor(copying.client);
    reading.working(backendOf(client));
    await pace.waitFor(client.query('BEGIN TRANSACTION READ ONLY'));
    const stream = client.query(to(copy, { highWaterMark: streamBytes }));
    const chunks = stream[Symbol.asyncIterator]();
    for (;;) {
      const { value, done } = await pace.waitFor<IteratorResult<Uint8Array>>(chunks.next());
      reading.signal.throwIfAborted();
      if (done === true) break;
      parser.push(value);
      for (let batch = parser.next(); batch !== null; batch = parser.next()) {
        await pace.limit(batch.rows);
        yield batch;
      }
    }
    await end(client);
    whole = true;
  } catch (error) {
    throw copying.failure(error);
  } finally {
    reading.working(0);
    // Whatever is still under way ends with the connection.
    await (whole ? copying.giveBack() : copying.giveUp());
  }
  const rest = parser.end();
  if (rest !== null) yield rest;
  await pace.rest();
}

/**
 * The table is locked against all that would replace it since the COPY began: if it is the planned one now, then the
 * rows were of that one.
 */
async function commitIfSame(client: pg.Client, { schema, table, oid, file }: RowsOrder): Promise<void> {
  const results = (await client.query(
    `SELECT c.oid::text, pg_relation_filenode(c.oid)::text AS file
       FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      WHERE n.nspname = ${literal(schema)} AND c.relname = ${literal(table)};
     COMMIT`,
  )) as unknown as pg.QueryResult<{ oid: string; file: string }>[];
  const now = results[0]?.rows[0];
  if (Number(now?.oid) !== oid || Number(now?.file) !== file) throw new SourceError({ code: 'changed', detail: null });
}
