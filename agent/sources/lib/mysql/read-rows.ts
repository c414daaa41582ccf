import { type RowBatch, type RowContent, SourceError } from '../../../contracts/source.ts';
import type { KeyRange } from '../sql/key-space.ts';
import { Pace } from '../sql/pace.ts';
import { ask, type Client, marker } from './connect.ts';
import type { RowsOrder } from './order.ts';
import { RowSink } from './row-sink.ts';
import { RowStream } from './row-stream.ts';
import { allQuery, clustersQuery, drawnQuery, fromTable, inRange, rangeQuery } from './rows-query.ts';
import type { Session } from './session.ts';
import type { MysqlSettings } from './settings.ts';
import { holdsOf } from './types.ts';
import { stepsOf } from './walk.ts';

/** What reading a piece takes. */
export interface Reading {
  readonly session: Session;
  readonly settings: MysqlSettings;
  readonly signal: AbortSignal;
  /** Told of the server's thread while a query is under way, and of 0 after it. */
  working(backend: number): void;
}

/** A range of keys is read in so many queries at least, so that none is under way for long. */
const fewestParts = 8n;
/** A query whose rows are capped is under way no longer than so many seconds. */
const longestQuery = 20;
const largestKey = 2n ** 64n - 1n;
/** Clusters in one query. */
const clustersAtOnce = 32;

/** The rows of a piece, as they come from the server. */
export function readRows(order: RowsOrder, reading: Reading): RowContent {
  const sink = new RowSink(order.columns, reading.settings.max_cell, order.rows.of === 'clusters');
  let complete = false;
  return {
    kind: 'rows',
    columns: order.columns.map(({ name, comment, references, as }) => {
      return { name, comment, references, holds: holdsOf[as] };
    }),
    key: order.columns.findIndex(({ name }) => name === order.cite),
    async *batches() {
      yield* batchesOf(order, sink, reading);
      complete = true;
    },
    cut: sink.cut,
    get blocks() {
      if (!complete) return null;
      return order.rows.of === 'clusters' ? sink.clusters : order.rows.of === 'drawn' ? sink.rows : null;
    },
    async [Symbol.asyncDispose]() {},
  };
}

function batchesOf(order: RowsOrder, sink: RowSink, reading: Reading): AsyncGenerator<RowBatch> {
  const queries = (client: Client) => queriesOf(order, reading.settings, client);
  return rowsOf(queries, sink, reading, (client) => checkSame(client, order));
}

/**
 * The rows of one query after another; `end` is called when all are there.
 * @throws SourceError, or the signal's reason
 */
export async function* rowsOf(
  queries: (client: Client) => AsyncIterable<string> | Iterable<string>,
  sink: RowSink,
  reading: Reading,
  end: (client: Client) => Promise<unknown>,
): AsyncGenerator<RowBatch> {
  const pace = new Pace(reading.settings, reading.signal);
  const loan = reading.session.lend(reading.signal);
  let whole = false;
  try {
    const client = await pace.waitFor(loan.client);
    reading.working(client.id);
    for await (const sql of queries(client)) {
      reading.signal.throwIfAborted();
      sink.newClusters();
      const rows = new RowStream(client.connection, sql, sink);
      for (;;) {
        const batch = await pace.waitFor(rows.next());
        if (batch === null) break;
        await pace.limit(batch.rows);
        yield batch;
        sink.giveBack(batch);
        reading.signal.throwIfAborted();
      }
      await pace.rest();
    }
    await end(client);
    whole = true;
  } catch (error) {
    throw error instanceof SourceError ? error : loan.failure(error);
  } finally {
    reading.working(0);
    // Whatever is still under way ends with the connection.
    if (whole) loan.giveBack();
    else loan.giveUp();
  }
  sink.end();
  for (let batch = sink.take(); batch !== null; batch = sink.take()) {
    yield batch;
    sink.giveBack(batch);
  }
}

async function* queriesOf(order: RowsOrder, settings: MysqlSettings, client: Client): AsyncGenerator<string> {
  const { rows } = order;
  const most = settings.max_cell;
  const walked = { table: fromTable(order), walk: order.walk, most: rowsOfQuery(settings) };
  if (rows.of === 'range' && order.walk !== null) {
    const range = { from: BigInt(rows.from), to: BigInt(rows.to) };
    const within = (prefix: string) => inRange(order, inReach(range), prefix);
    for await (const step of stepsOf(client, { ...walked, within })) yield allQuery(order, most, step);
  } else if (rows.of === 'range') {
    for (const part of parts({ from: BigInt(rows.from), to: BigInt(rows.to) }, settings))
      yield rangeQuery(order, most, part);
  } else if (rows.of === 'clusters') {
    const clusters = rows.clusters.map(([from, to]) => ({ from: BigInt(from), to: BigInt(to) }));
    for (let at = 0; at < clusters.length; at += clustersAtOnce)
      yield clustersQuery(order, most, clusters.slice(at, at + clustersAtOnce));
  } else if (rows.of === 'drawn') {
    let { seed } = rows;
    for await (const step of stepsOf(client, walked))
      yield drawnQuery(order, most, { chance: rows.chance, seed: seed++ }, step);
  } else {
    for await (const step of stepsOf(client, walked)) yield allQuery(order, most, step);
  }
}

/** Rows that can be taken while a query may be under way. */
function rowsOfQuery({ max_rows_per_second, connections }: MysqlSettings): number {
  return ((max_rows_per_second ?? Number.POSITIVE_INFINITY) / connections) * longestQuery;
}

/** Multiples at the edge of what a key can be lie beyond it. */
function inReach({ from, to }: KeyRange): KeyRange {
  return { from, to: to < largestKey ? to : largestKey };
}

/** A range in equal parts: what is read of it does not stand still on the server while we rest. */
function* parts(range: KeyRange, settings: MysqlSettings): Generator<KeyRange> {
  const { from, to } = inReach(range);
  const width = to - from + 1n;
  const rowsAtOnce = rowsOfQuery(settings);
  // Where keys are dense, so many of them are so many rows.
  const capped = Number.isFinite(rowsAtOnce) ? BigInt(Math.max(1, Math.floor(rowsAtOnce))) : width;
  const equal = (width + fewestParts - 1n) / fewestParts;
  const step = capped < equal ? capped : equal;
  // Where they are not, queries without rows would be very many.
  const most = width / 4096n + 1n;
  const size = step > most ? step : most;
  for (let start = from; start <= to; start += size) {
    const last = start + size - 1n;
    yield { from: start, to: last < to ? last : to };
  }
}

/** That the table is still the one that was planned: it may have been made anew, or its columns changed. */
async function checkSame({ connection }: Client, { schema, table, made }: RowsOrder): Promise<void> {
  const [row] = await ask(
    connection,
    `SELECT ${marker} CREATE_TIME AS made FROM information_schema.TABLES WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?`,
    [schema, table],
  );
  if (row === undefined) throw new SourceError({ code: 'vanished', detail: null });
  const now = row['made'] === null ? null : String(row['made']);
  if (now !== made) throw new SourceError({ code: 'changed', detail: null });
}
