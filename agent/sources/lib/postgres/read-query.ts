import { DatabaseError, type QueryArrayConfig } from 'pg';
import type { RowContent } from '../../../contracts/source.ts';
import { innerQuery, queryRefused, textContent } from '../sql/own-query.ts';
import { CopyParser } from './copy-parser.ts';
import { copyRows, type Reading } from './read-rows.ts';

/** The rows of an operator's query. @throws CannotRun when the server does not take it; SourceError */
export async function readQuery(sql: string, reading: Reading): Promise<RowContent> {
  const query = innerQuery(sql);
  const { session, settings, signal } = reading;
  const asked = await session.use(signal, async (client) => {
    // As a statement of its own and inside of another, it can be neither two nor end that other.
    const text = `SELECT * FROM (${query}) AS wayward LIMIT 0`;
    const shape: QueryArrayConfig & { queryMode: 'extended' } = { text, rowMode: 'array', queryMode: 'extended' };
    try {
      return (await client.query(shape)).fields.map(({ name }) => name);
    } catch (error) {
      if (error instanceof DatabaseError && /^(42|0A|22|25)/.test(error.code ?? '')) return `SQLSTATE ${error.code}`;
      throw error;
    }
  });
  if (typeof asked === 'string') throw queryRefused(asked);
  const names = asked;
  const parser = new CopyParser(names.map(() => ({ kind: 'plain', max: settings.max_cell })));
  const copy = `COPY (SELECT * FROM (${query}) AS wayward) TO STDOUT`;
  return textContent(names, parser.cut, () => copyRows(copy, parser, reading, (client) => client.query('COMMIT')));
}
