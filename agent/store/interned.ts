import type { Database } from './database.ts';

/** A table of long texts that few numbers stand for. */
export class Interned {
  readonly #db: Database;
  readonly #table: string;
  readonly #column: string;
  readonly #numbers = new Map<string, number>();
  readonly #texts = new Map<number, string>();

  constructor(db: Database, table: 'sources' | 'recipes', column: 'name' | 'hash') {
    this.#db = db;
    this.#table = table;
    this.#column = column;
  }

  /** The number of a text, given to it now if it has none. Call it in a transaction. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const [table, column] = [this.#table, this.#column];
    const row = this.#db.get<{ no: number }>(`SELECT no FROM ${table} WHERE ${column} = ?`, text);
    const no = row?.no ?? this.#db.run(`INSERT INTO ${table} (${column}) VALUES (?)`, text).lastId;
    this.#numbers.set(text, no);
    return no;
  }

  text(no: number): string {
    const known = this.#texts.get(no);
    if (known !== undefined) return known;
    const row = this.#db.get<{ text: string }>(`SELECT ${this.#column} AS text FROM ${this.#table} WHERE no = ?`, no);
    const text = row?.text ?? '';
    this.#texts.set(no, text);
    return text;
  }

  /** Numbers given in a transaction that failed are void. */
  forget(): void {
    this.#numbers.clear();
    this.#texts.clear();
  }
}
