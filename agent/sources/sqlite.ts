import { statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { CannotRun } from '../contracts/cannot-run.ts';
import type { Facts, Item, Unit } from '../contracts/item.ts';
import {
  type OpenSource,
  type Piece,
  type SourceContext,
  SourceError,
  type SourceKind,
  type Trouble,
} from '../contracts/source.ts';
import type { RowTrigger } from '../contracts/table.ts';
import { withoutLinks } from './lib/real-path.ts';
import { selector } from './lib/select.ts';
import { hashOf, type KeyedRows } from './lib/sql/key-plan.ts';
import { tableNames, tablePath } from './lib/sql/names.ts';
import { Pace } from './lib/sql/pace.ts';
import { tableSettings } from './lib/sql/settings.ts';
import { fileFacts } from './lib/sqlite/facts.ts';
import { contentSignature, findFile, openFile, type SqliteFile } from './lib/sqlite/file.ts';
import { planTable, shapeOf } from './lib/sqlite/plan.ts';
import { sqliteError } from './lib/sqlite/problems.ts';
import { readRows } from './lib/sqlite/read.ts';
import { type DatesOrder, readDates } from './lib/sqlite/read-dates.ts';
import { readQuery } from './lib/sqlite/read-query.ts';
import { sharesOf } from './lib/sqlite/shares.ts';
import { findTable, listTables, type SqliteTable } from './lib/sqlite/tables.ts';

const settings = z.strictObject({
  path: z.string().min(1).describe('A database file.'),
  ...tableSettings,
});
export type SqliteSettings = z.infer<typeof settings>;

/** An SQLite file. One unit; items are its tables. */
const sqlite: SourceKind<SqliteSettings> = { kind: 'sqlite', settings, open: openSqlite };
export default sqlite;

async function openSqlite(given: SqliteSettings, context: SourceContext): Promise<OpenSource> {
  const path = await findFile(given.path);
  const own = await Promise.all(context.ownPaths.map(withoutLinks));
  if (own.some((mine) => path === mine || path.startsWith(`${mine}/`)))
    throw new CannotRun(`${path} is what this scan itself keeps`);
  return new SqliteSource(path, given);
}

class SqliteSource implements OpenSource {
  readonly width: number;
  readonly #path: string;
  readonly #settings: SqliteSettings;
  readonly #selector: ReturnType<typeof selector>;
  /** The last one is in use; others may still be read from. */
  readonly #open: SqliteFile[] = [];

  constructor(path: string, given: SqliteSettings) {
    this.#path = path;
    this.#settings = given;
    this.width = given.connections;
    this.#selector = selector(given.include, given.exclude);
  }

  async *units(signal: AbortSignal): AsyncIterable<Unit> {
    signal.throwIfAborted();
    yield { id: '' };
  }

  async *items(unit: Unit, signal: AbortSignal): AsyncIterable<Item | Trouble> {
    signal.throwIfAborted();
    try {
      yield* this.#tables(unit, signal);
    } catch (error) {
      signal.throwIfAborted();
      yield { trouble: sqliteError(error).problem, path: unit.id, folder: true };
    }
  }

  async plan(item: Item, last: string | null, signal: AbortSignal) {
    const { file, table } = this.#find(item.path);
    signal.throwIfAborted();
    const { depth, sample_rows: sampleRows, seed, max_cell: maxCell } = this.#settings;
    const appendOnly =
      this.#settings.append_only.length > 0 && !selector(this.#settings.append_only, []).excludes(item.path);
    const wish = { depth, sampleRows, seed, maxCell, appendOnly, last, table: item.path };
    return guarded(() => planTable(file.database, table, wish));
  }

  datePieces(_item: Item, triggers: readonly RowTrigger[]): readonly Piece[] {
    return triggers.map((trigger, index) => {
      const of: DatesOrder = { trigger };
      return { id: `dates${index}`, kind: 'dates', of };
    });
  }

  read(): Promise<never> {
    return Promise.reject(new SourceError({ code: 'internal', detail: null }));
  }

  async readPiece(path: string, piece: Piece, signal: AbortSignal) {
    const { file, table } = this.#find(path);
    const pace = new Pace(this.#settings, signal);
    if (piece.kind === 'dates') return readDates(piece.of as DatesOrder, { file, table, pace, signal });
    const of = piece.of as KeyedRows;
    const { max_cell: maxCell } = this.#settings;
    if (shapeOf(table, maxCell) !== of.shape) throw new SourceError({ code: 'changed', detail: 'columns' });
    return readRows({ file, table, of, maxCell, pace, signal });
  }

  async query(sql: string, signal: AbortSignal) {
    signal.throwIfAborted();
    return readQuery(sql, this.#file(), new Pace(this.#settings, signal), signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const file of this.#open.splice(0)) file[Symbol.dispose]();
  }

  async *#tables(unit: Unit, signal: AbortSignal): AsyncIterable<Item | Trouble> {
    const { database } = this.#file();
    const facts = await fileFacts(this.#path, signal);
    const { size } = statSync(this.#path);
    const content = `${contentSignature(this.#path)}:${hashOf(this.#settings)}`;
    const signature = `${content}|${hashOf(facts)}`;
    const tables = listTables(database);
    const isLeftOut = ({ name }: SqliteTable) => this.#selector.excludes(tablePath(name));
    const wanted = new Set(tables.filter((table) => table.excluded === null && !isLeftOut(table)));
    const shareOf = await sharesOf(database, tables, wanted, size, signal);
    for (const table of tables) {
      await setImmediate();
      signal.throwIfAborted();
      const about = { unit: unit.id, path: tablePath(table.name), signature };
      const { rows, bytes } = await shareOf(table);
      const excluded = isLeftOut(table) ? 'glob' : table.excluded;
      if (excluded !== null) yield { ...about, facts: { ...facts, bytes }, excluded };
      else yield { ...about, facts: { ...facts, bytes }, table: factsOf(table, rows, facts), excluded };
    }
  }

  /** The file, opened anew when it is no longer what it was. */
  #file(): SqliteFile {
    try {
      const last = this.#open.at(-1);
      if (last?.current()) return last;
      const file = openFile(this.#path, { lockTimeout: this.#settings.lock_timeout });
      this.#open.push(file);
      return file;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      throw code === 'ENOENT' ? new SourceError({ code: 'vanished', detail: null }) : sqliteError(error);
    }
  }

  #find(path: string): { file: SqliteFile; table: SqliteTable } {
    const file = this.#file();
    try {
      const table = findTable(file.database, tableNames(path)[0] ?? '');
      if (table === null) throw new SourceError({ code: 'vanished', detail: null });
      return { file, table };
    } catch (error) {
      throw sqliteError(error);
    }
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw sqliteError(error);
  }
}

function factsOf({ columns }: SqliteTable, rows: number | null, { exposure }: Facts): NonNullable<Item['table']> {
  return {
    type: 'table',
    rows,
    columns: columns.map(({ name, type, references }) => ({
      name,
      type,
      // A file knows no accounts but those of the system.
      readers: [],
      everyone: exposure === 'everyone',
      references: references === null ? null : tablePath(references),
    })),
    rowSecurity: false,
    plainConnections: 'unknown',
  };
}
