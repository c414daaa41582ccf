import { CannotRun } from '../../../contracts/cannot-run.ts';
import type { RowBatch, RowContent } from '../../../contracts/source.ts';

/**
 * A query as it can stand in brackets: without a semicolon at its end, and with a new line behind it, so that a comment
 * ends.
 */
export function innerQuery(sql: string): string {
  return `${sql.trim().replace(/;\s*$/, '')}\n`;
}

/** @param code the server's code of its reason: its words may quote values */
export function queryRefused(code: string): CannotRun {
  return new CannotRun(
    `the database does not take the query (${code}); it must be one SELECT that names tables with their schema, and gives every column a name of its own`,
  );
}

/** Rows whose columns are all text. */
export function textContent(
  names: readonly string[],
  cut: ReadonlyMap<number, number>,
  batches: () => AsyncIterable<RowBatch>,
): RowContent {
  return {
    kind: 'rows',
    columns: names.map((name) => ({ name, comment: '', references: null, holds: 'text' })),
    key: -1,
    batches,
    cut,
    blocks: null,
    async [Symbol.asyncDispose]() {},
  };
}
