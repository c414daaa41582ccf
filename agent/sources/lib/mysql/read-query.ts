import type { FieldPacket } from 'mysql2';
import type { RowContent } from '../../../contracts/source.ts';
import { innerQuery, queryRefused, textContent } from '../sql/own-query.ts';
import { type Client, marker } from './connect.ts';
import { type Reading, rowsOf } from './read-rows.ts';
import { RowSink } from './row-sink.ts';

/** The rows of an operator's query. @throws CannotRun when the server does not take it; SourceError */
export async function readQuery(sql: string, reading: Reading): Promise<RowContent> {
  // Inside of another it cannot end that other; the connection takes one statement at a time.
  const query = `SELECT ${marker} * FROM (${innerQuery(sql)}) AS wayward`;
  const { session, settings, signal } = reading;
  const names = await session.use(signal, (client) => namesOf(client, `${query} LIMIT 0`));
  if (typeof names === 'string') throw queryRefused(names);
  const columns = names.map((name) => ({ name, as: 'text', longest: null, comment: '', references: null }) as const);
  const sink = new RowSink(columns, settings.max_cell, false);
  return textContent(names, sink.cut, () =>
    rowsOf(
      () => [query],
      sink,
      reading,
      async () => {},
    ),
  );
}

/** Errors of what was asked, not of the connection: what is wrong with it, or what may not be asked. */
const ofTheQuery = new Set(['ER_PARSE_ERROR', 'ER_DUP_FIELDNAME', 'ER_BAD_FIELD_ERROR', 'ER_NO_SUCH_TABLE']);

/** Names of its columns, or the server's code of why it does not take it. */
function namesOf({ connection }: Client, sql: string): Promise<string[] | string> {
  return new Promise((done, failed) => {
    connection.query(sql, (error: (Error & { code?: string; sqlState?: string }) | null, _rows, fields) => {
      if (error === null) done((fields as FieldPacket[]).map(({ name }) => name));
      else if (ofTheQuery.has(error.code ?? '') || error.sqlState === '42000') done(error.code ?? 'SQL error');
      else failed(error);
    });
  });
}
