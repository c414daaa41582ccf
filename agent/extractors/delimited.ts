import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { strings } from '../extract/lib/decode.ts';
import { RowReader, sniffDialect } from '../extract/lib/delimited.ts';
import { proseFrom } from '../extract/lib/prose.ts';
import { TableMaker } from '../extract/lib/tables.ts';

/** Values between commas, semicolons, tabs or bars, with the header row's names as columns. */
const delimited: Extractor = {
  id: 'delimited',
  version: 1,
  title: 'Delimited text: csv, tsv and the like',
  about: {
    reads: 'rows with their columns, whatever the delimiter and quoting; the row that names the columns is found',
    omits: '',
    limits: 'streamed',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'csv',
  extract,
};
export default delimited;

/** A row longer than this is read as running text. */
const longestRow = 4 << 20;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const source = strings(input)[Symbol.asyncIterator]();
  const first = await fill(source);
  const dialect = sniffDialect(first.text, !first.last, true);
  if (dialect === null) return yield* proseFrom(first.text, 1, source);
  const reader = new RowReader(dialect.delimiter);
  const tables = new TableMaker([], 'row');
  reader.write(first.text, first.last);
  let long = false;
  for (let last = first.last; ; ) {
    input.signal.throwIfAborted();
    const { rows } = reader;
    reader.rows = [];
    yield* tables.add(rows);
    if (reader.held > longestRow) {
      const { text, n } = reader.giveUp();
      yield { type: 'prose', text, at: [{ kind: 'row', n }], continues: long };
      long = true;
    }
    if (last) return yield* tables.end();
    const next = await source.next();
    last = next.done === true;
    let text = next.done === true ? '' : next.value;
    if (long) {
      // The rest of the long row, to its line end.
      const end = text.indexOf('\n');
      const { n } = reader.giveUp();
      const piece = end < 0 ? text : text.slice(0, end);
      if (piece !== '') yield { type: 'prose', text: piece, at: [{ kind: 'row', n }], continues: true };
      text = end < 0 ? '' : text.slice(end + 1);
      if (end >= 0 || last) {
        reader.skipRow();
        long = false;
      }
    }
    reader.write(text, last);
  }
}

/** Enough of the start to tell the dialect. */
async function fill(source: AsyncIterator<string>): Promise<{ text: string; last: boolean }> {
  let text = '';
  while (text.length < 32768) {
    const next = await source.next();
    if (next.done === true) return { text, last: true };
    text += next.value;
  }
  return { text, last: false };
}
