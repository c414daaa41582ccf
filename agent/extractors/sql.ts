import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { strings } from '../extract/lib/decode.ts';
import { SqlDump } from '../extract/lib/sql-dump.ts';

/** Dumps of databases: rows as tables with their columns, the rest as text. */
const sql: Extractor = {
  id: 'sql',
  version: 1,
  title: 'SQL dumps',
  about: {
    reads:
      'rows of INSERT, REPLACE and COPY statements as tables, their columns from the statement or from CREATE TABLE before it (mysqldump, mariadb-dump, pg_dump, sqlite3 .dump and others); all other statements and comments as text',
    omits: '',
    limits: 'streamed; one row in memory, of more than 16 million letters as text',
    library: 'own; nothing is run',
  },
  accepts: ({ kind }) => kind === 'sql',
  extract,
};
export default sql;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  let dump: SqlDump | null = null;
  for await (const piece of strings(input)) {
    input.signal.throwIfAborted();
    dump ??= new SqlDump(isMysql(piece));
    dump.write(piece, false);
    yield* dump.drain();
  }
  dump?.write('', true);
  if (dump !== null) yield* dump.drain();
}

/** Whether a quote in a text is written with a backslash, as only MySQL does, which writes names in backticks. */
function isMysql(start: string): boolean {
  const head = start.slice(0, 65_536);
  if (/^-- (?:MySQL|MariaDB) dump|^\/\*!\d{5}|ENGINE=|`/m.test(head)) return true;
  return /\\'/.test(head) && !/^-- PostgreSQL|(?:INTO|TABLE|COPY)\s+(?:\w+\.)?"/im.test(head);
}
