import { isUtf8 } from 'node:buffer';
import type { Child, Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { type ColumnShape, tableShape } from '../extract/lib/create-table.ts';
import { RowBatches } from '../extract/lib/row-batches.ts';
import { SqliteFile, type SqliteRecord, type SqliteValue } from '../extract/lib/sqlite-file.ts';

/** A SQLite database found as a file: its tables, read page by page without opening the database. */
const sqlite: Extractor = {
  id: 'sqlite',
  version: 1,
  title: 'SQLite databases',
  about: {
    reads:
      'every row of every table by its columns, large values, tables without rowid, UTF-16; files in cells as files inside (`photos row 3 image`)',
    omits:
      'deleted rows; what a program has not yet taken over from a `-wal` file beside it; encrypted databases look like noise: unsupported (kind:binary)',
    limits: '5,000 files in cells',
    library: 'own; the file is never opened as a database',
  },
  accepts: ({ kind }) => kind === 'sqlite',
  extract,
};
export default sqlite;

interface SqliteTable {
  readonly name: string;
  readonly root: number;
  readonly columns: readonly ColumnShape[];
  readonly key: readonly ColumnShape[];
  readonly withoutRowid: boolean;
}

/** A value that may be a file: looked at after all tables, so that many pictures don't hide the rows behind them. */
interface Blob {
  readonly name: string;
  readonly page: number;
  readonly index: number;
  readonly column: number;
  readonly size: number;
}

const mostBlobs = 5000;
/** Shorter ones are keys and hashes. */
const shortestFile = 64;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const file = await SqliteFile.open(input);
  const blobs: Blob[] = [];
  let more = false;
  for (const table of await tables(file)) {
    const stored = storedOrder(table);
    const names = table.columns.map(({ name }) => name);
    const batches = new RowBatches([{ kind: 'section', name: table.name }], names);
    let n = 0;
    for await (const record of file.records(table.root)) {
      input.signal.throwIfAborted();
      n++;
      yield* batches.add({ n, cells: cellsOf(record, table, stored) });
      for (const [column, value] of record.values.entries()) {
        if (!(value instanceof Uint8Array) || value.length < shortestFile || isUtf8(value)) continue;
        const name = `${table.name} row ${n} ${stored[column]?.name ?? column + 1}`;
        if (blobs.length >= mostBlobs) more = true;
        else blobs.push({ name, page: record.page, index: record.index, column, size: value.length });
      }
    }
    yield* batches.end();
  }
  for (const blob of blobs) yield child(file, blob);
  if (more) yield { type: 'problem', code: 'budget', detail: 'members', partly: true };
  if (file.damaged > 0) yield { type: 'problem', code: 'damaged', detail: 'structure', partly: true };
}

async function tables(file: SqliteFile): Promise<SqliteTable[]> {
  const found: SqliteTable[] = [];
  for await (const { values } of file.records(1)) {
    const [type, name, , root, sql] = values;
    if (type !== 'table' || typeof root !== 'number' || root < 2 || typeof name !== 'string') continue;
    // Its own counts and statistics.
    if (/^sqlite_(?:stat\d|sequence)$/.test(name)) continue;
    const shape = typeof sql === 'string' ? tableShape(sql) : null;
    const { columns = [], key = [], withoutRowid = false } = shape ?? {};
    found.push({ name, root, columns, key, withoutRowid });
  }
  return found;
}

/** The columns as they stand in a record: without computed ones; where there is no rowid, the key first. */
function storedOrder({ columns, key, withoutRowid }: SqliteTable): readonly ColumnShape[] {
  const stored = columns.filter(({ virtual }) => !virtual);
  if (!withoutRowid) return stored;
  return [...key, ...stored.filter((column) => !key.includes(column))];
}

function cellsOf(record: SqliteRecord, table: SqliteTable, stored: readonly ColumnShape[]): string[] {
  const { key } = table;
  const alias = key.length === 1 && key[0]!.type === 'INTEGER' ? key[0] : null;
  const byColumn = new Map<ColumnShape | undefined, string>();
  const beyond: string[] = [];
  for (const [i, value] of record.values.entries()) {
    const column = stored[i];
    // The key that is the rowid is not written twice.
    const text = column === alias && value === null ? String(record.rowid ?? '') : textOf(value);
    if (column === undefined) beyond.push(text);
    else byColumn.set(column, text);
  }
  return [...table.columns.map((column) => byColumn.get(column) ?? ''), ...beyond];
}

function textOf(value: SqliteValue): string {
  if (value === null) return '';
  if (!(value instanceof Uint8Array)) return String(value);
  return isUtf8(value) ? Buffer.from(value).toString('utf8') : '';
}

function child(file: SqliteFile, { name, page, index, column, size }: Blob): Child {
  return {
    type: 'child',
    hop: { kind: 'embedded', name },
    size,
    dates: [],
    bytes: async function* () {
      const value = await file.valueAt(page, index, column);
      if (value !== null) yield value;
    },
  };
}
