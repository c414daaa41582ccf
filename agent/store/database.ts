import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { StoreError, translate } from './error.ts';

/** A connection: statements are prepared once, errors are ours, transactions are all or nothing. */
export class Database {
  readonly #db: DatabaseSync;
  readonly #file: string;
  readonly #readOnly: boolean;
  readonly #statements = new Map<string, StatementSync>();
  /** It has met a page that is broken. */
  isDamaged = false;

  /** @throws StoreError */
  constructor(file: string, options: { readonly readOnly: boolean }) {
    this.#file = file;
    this.#readOnly = options.readOnly;
    this.#db = this.#try(() => new DatabaseSync(file, { readOnly: options.readOnly, timeout: 5000 }));
    try {
      this.exec(options.readOnly ? readerSettings : writerSettings);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  exec(sql: string): void {
    this.#try(() => this.#db.exec(sql));
  }

  all<Row>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#try(() => this.#statement(sql).all(...values) as Row[]);
  }

  /** Rows as arrays of their columns: twice as fast as objects, for what is read by the hundred thousand. */
  tuples<Row extends readonly unknown[]>(sql: string, ...values: SQLInputValue[]): Row[] {
    return this.#try(() => {
      const statement = this.#statement(sql);
      statement.setReturnArrays(true);
      return statement.all(...values) as unknown[] as Row[];
    });
  }

  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#try(() => this.#statement(sql).get(...values) as Row | undefined);
  }

  /** Gives the number of rows changed, and the rowid of the last one inserted. */
  run(sql: string, ...values: SQLInputValue[]): { readonly changes: number; readonly lastId: number } {
    const { changes, lastInsertRowid } = this.#try(() => this.#statement(sql).run(...values));
    return { changes: Number(changes), lastId: Number(lastInsertRowid) };
  }

  /** A function that SQL may call: the same of the same argument, as long as it is not defined anew. */
  define(name: string, of: (value: unknown) => number): void {
    this.#db.function(name, { deterministic: true }, of as (value: SQLInputValue) => number);
  }

  /**
   * WAL: readers don't wait for the writer. NORMAL: a killed process loses nothing, a power cut the last transactions
   * at most. A WAL of 16 MiB writes pages that change often, those of indexes by id, less often. This changes the file.
   */
  writeAhead(): void {
    this.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000');
  }

  /** Synchronous on purpose: nothing else can slip into a transaction. */
  transaction<T>(work: () => T): T {
    if (this.#readOnly) throw new StoreError('unusable', `${this.#file} was opened for reading only.`);
    this.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #try<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      const told = translate(error, this.#file);
      this.isDamaged ||= told instanceof StoreError && told.code === 'damaged';
      throw told;
    }
  }
}

/** secure_delete: fingerprints that are forgotten are overwritten, not only unlinked. */
const writerSettings = `
  PRAGMA foreign_keys = ON;
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA cache_size = -32768;
`;
/** Mapped: a list reads tens of megabytes to show fifty lines. */
const readerSettings = 'PRAGMA trusted_schema = OFF; PRAGMA cache_size = -32768; PRAGMA mmap_size = 268435456;';
