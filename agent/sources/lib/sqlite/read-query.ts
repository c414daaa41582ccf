import type { SQLOutputValue, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { RowBatch, RowContent } from '../../../contracts/source.ts';
import { BatchMaker } from '../sql/batch.ts';
import { innerQuery, queryRefused, textContent } from '../sql/own-query.ts';
import type { Pace } from '../sql/pace.ts';
import type { SqliteFile } from './file.ts';
import { sqliteError } from './problems.ts';

/** The rows of an operator's query. @throws CannotRun when SQLite does not take it; SourceError */
export function readQuery(sql: string, file: SqliteFile, pace: Pace, signal: AbortSignal): RowContent {
  // So that a statement that ends early is none: what stands behind the first would be passed over.
  const statement = prepare(`WITH wayward AS (${innerQuery(sql)}) SELECT * FROM wayward`, file);
  const names = statement.columns().map(({ name }) => name);
  return textContent(names, new Map(), () => batches(statement, names.length, pace, signal));
}

function prepare(sql: string, { database }: SqliteFile): StatementSync {
  try {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    statement.setReadBigInts(true);
    return statement;
  } catch (error) {
    const { code, errcode } = error as { code?: string; errcode?: number };
    throw code === 'ERR_SQLITE_ERROR' && errcode === 1 ? queryRefused('SQL error') : sqliteError(error);
  }
}

async function* batches(
  statement: StatementSync,
  columns: number,
  pace: Pace,
  signal: AbortSignal,
): AsyncGenerator<RowBatch> {
  const maker = new BatchMaker(columns);
  const rows = (statement.iterate() as Iterable<unknown> as Iterable<readonly SQLOutputValue[]>)[Symbol.iterator]();
  try {
    for (let more = true; more; ) {
      signal.throwIfAborted();
      more = pace.time(() => fill(maker, rows));
      const batch = maker.take();
      if (batch === null) continue;
      await pace.limit(batch.rows);
      yield batch;
      await setImmediate();
      await pace.rest();
    }
  } finally {
    // Closes the statement.
    rows.return?.();
  }
}

/** Until the batch is full; false at the end of the rows. */
function fill(maker: BatchMaker, rows: Iterator<readonly SQLOutputValue[]>): boolean {
  try {
    while (!maker.full) {
      const { value, done } = rows.next();
      if (done === true) return false;
      for (const cell of value) {
        if (cell === null) maker.addNull();
        else if (cell instanceof Uint8Array) maker.addBytes(cell);
        else maker.addText(String(cell));
      }
    }
    return true;
  } catch (error) {
    throw sqliteError(error);
  }
}
