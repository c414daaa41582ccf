import type { ItemRecord, KnownItem, Origin, PathRange, StoredItem, UnitDone, UnitPart } from '../contracts/store.ts';
import type { Database } from './database.ts';
import { StoreError } from './error.ts';
import { forgetFindings, putFindings } from './findings.ts';
import { Interned } from './interned.ts';
import { originsOf, relocate } from './moved.ts';
import {
  bounds,
  factColumns,
  factValues,
  fromHex,
  type ItemTuple,
  itemColumns,
  type Meanings,
  nameIn,
  prefixOf,
  toItem,
  toJson,
  toList,
} from './rows.ts';
import type { Runs } from './runs.ts';
import { sumUp } from './sums.ts';

/** What is known of items, unit by unit. */
export class Ledger implements Meanings {
  readonly #db: Database;
  readonly #runs: Runs;
  readonly #sources: Interned;
  readonly #recipes: Interned;

  constructor(db: Database, runs: Runs) {
    this.#db = db;
    this.#runs = runs;
    this.#sources = new Interned(db, 'sources', 'name');
    this.#recipes = new Interned(db, 'recipes', 'hash');
  }

  recipe(no: number): string {
    return this.#recipes.text(no);
  }

  run(no: number): string {
    return this.#runs.id(no);
  }

  known(source: string, unit: string, range: PathRange = everything): Map<string, KnownItem> {
    const prefix = prefixOf(unit);
    const name = (path: string | null) => (path === null ? null : nameIn(unit, path));
    const rows = this.#db.tuples<
      [string, string, string, number, KnownItem['status'], KnownItem['excluded'], number | null]
    >(
      `SELECT items.name, items.id, signature, recipe, status, excluded, traits
       FROM units JOIN items ON items.unit = units.no
       WHERE units.source = (SELECT no FROM sources WHERE name = ?) AND units.prefix = ?
         AND items.name > ? AND items.name <= ? AND gone_in IS NULL
       ORDER BY items.name LIMIT ?`,
      ...[source, prefix, ...bounds(name(range.after), name(range.upTo)), range.limit],
    );
    return new Map(
      rows.map(([name, id, signature, recipe, status, excluded, traits]) => [
        prefix + name,
        { signature, recipe: this.recipe(recipe), id, status, excluded, traits },
      ]),
    );
  }

  origins(run: string, source: string, inode: bigint): Origin[] {
    return originsOf(this.#db, this.#runs.number(run), source, BigInt.asIntN(64, inode), (no) => this.recipe(no));
  }

  item(id: string): StoredItem | null {
    const unit = this.#db.get<{ no: number; name: string; prefix: string; source: string }>(
      `SELECT units.no, items.name, units.prefix, sources.name AS source
       FROM items JOIN units ON units.no = items.unit JOIN sources ON sources.no = units.source
       WHERE items.id = ? AND gone_in IS NULL`,
      id,
    );
    if (unit === undefined) return null;
    const [row] = this.#db.tuples<ItemTuple>(
      `SELECT ${itemColumns} FROM items WHERE unit = ? AND name = ?`,
      ...[unit.no, unit.name],
    );
    return row === undefined ? null : toItem(unit.source, unit.prefix, row, this);
  }

  units(source: string): string[] {
    const rows = this.#db.all<{ prefix: string }>(
      `SELECT prefix FROM units WHERE source = (SELECT no FROM sources WHERE name = ?)
         AND EXISTS (SELECT 1 FROM items WHERE items.unit = units.no AND gone_in IS NULL) ORDER BY prefix`,
      source,
    );
    return rows.map(({ prefix }) => (prefix === '' ? '' : prefix.slice(0, -1)));
  }

  commitRecords(run: string, records: readonly ItemRecord[], also?: () => void): void {
    if (records.length === 0) return;
    this.#transaction(() => {
      const now = this.#runs.running(run);
      this.#putAll(now, records);
      also?.();
    });
  }

  commitPart(run: string, source: string, unit: string, part: UnitPart, also?: () => void): void {
    this.#transaction(() => {
      const now = this.#runs.running(run);
      const no = this.#unit(now, source, unit);
      this.#changeAll(now, no, unit, part);
      this.#markEach(now, no, part.unchanged);
      also?.();
    });
  }

  /** @param also done in the same transaction, here and in the two before */
  commitUnit(run: string, source: string, unit: string, done: UnitDone, also?: () => void): void {
    const after = done.after == null ? null : nameIn(unit, done.after);
    this.#transaction(() => {
      const now = this.#runs.running(run);
      const no = this.#unit(now, source, unit);
      this.#putAll(now, done.records);
      this.#changeAll(now, no, unit, done);
      this.#putGaps(now, no, done);
      this.#markSeen(now, no, after, done.unchanged);
      if (done.digest != null) {
        const sums = JSON.stringify(sumUp(this.#db, no));
        this.#db.run('UPDATE units SET digest = ?, sums = ? WHERE no = ?', done.digest, sums, no);
      }
      also?.();
    });
  }

  digest(source: string, unit: string): Uint8Array | null {
    const [row] = this.#db.tuples<[Uint8Array | null]>(
      'SELECT digest FROM units WHERE source = (SELECT no FROM sources WHERE name = ?) AND prefix = ?',
      ...[source, prefixOf(unit)],
    );
    return row?.[0] ?? null;
  }

  commitSame(run: string, source: string, units: readonly string[]): void {
    this.#transaction(() => {
      const now = this.#runs.running(run);
      const no = this.#sources.number(source);
      for (const unit of units) {
        const { changes } = this.#db.run(
          'UPDATE units SET seen_in = ?, whole_in = ?, same_in = ? WHERE source = ? AND prefix = ?',
          ...[now, now, now, no, prefixOf(unit)],
        );
        if (changes === 0) throw new StoreError('unknown_id', `There is no unit ${unit} in this store.`);
      }
    });
  }

  #transaction(work: () => void): void {
    try {
      this.#db.transaction(work);
    } catch (error) {
      this.#sources.forget();
      this.#recipes.forget();
      throw error;
    }
  }

  #putAll(run: number, records: readonly ItemRecord[]): void {
    let at = { source: '', unit: '', no: 0 };
    for (const record of records) {
      const { source, unit } = record.item;
      if (at.no === 0 || at.source !== source || at.unit !== unit)
        at = { source, unit, no: this.#unit(run, source, unit) };
      this.#put(run, at.no, record);
    }
  }

  #put(run: number, unit: number, { item, findings, inode, traits }: ItemRecord): void {
    const name = nameIn(item.unit, item.path);
    relocate(this.#db, item.id, unit, name);
    this.#db.run(
      putItem,
      ...[unit, name, item.id, item.signature, this.#recipes.number(item.recipe), item.status, item.excluded],
      ...[run, this.#runs.number(item.openedIn), item.kind],
      ...[item.contentHash === null ? null : fromHex(item.contentHash, 32), item.untouched ? 1 : 0],
      ...factValues(item.facts),
      ...[
        toList(item.dates),
        toList(item.problems),
        toJson(item.table),
        run,
        inode === undefined ? null : BigInt.asIntN(64, inode),
        traits ?? null,
      ],
    );
    forgetFindings(this.#db, unit, name);
    putFindings(this.#db, unit, name, findings);
  }

  #changeAll(run: number, unit: number, prefix: string, { refreshed, moved, gone }: UnitPart): void {
    for (const { path, ...one } of moved ?? []) {
      relocate(this.#db, one.id, unit, nameIn(prefix, path));
      this.#refresh(run, unit, one);
    }
    for (const one of refreshed) this.#refresh(run, unit, one);
    for (const id of gone) this.#lose(run, unit, id);
  }

  #refresh(run: number, unit: number, { id, signature, facts, table }: UnitDone['refreshed'][number]): void {
    const { changes } = this.#db.run(
      `UPDATE items SET seen_in = ?1, facts_in = ?1, signature = ?, "table" = ifnull(?, "table"), (${factColumns}) = (?, ?, ?, ?, ?, ?, ?, ?, ?)
       WHERE id = ? AND unit = ? AND gone_in IS NULL`,
      ...[run, signature, toJson(table), ...factValues(facts), id, unit],
    );
    if (changes === 0) throw unknownItem(id);
  }

  #lose(run: number, unit: number, id: string): void {
    const item = this.#db.get<{ unit: number; name: string }>('SELECT unit, name FROM items WHERE id = ?', id);
    if (item === undefined) throw unknownItem(id);
    // It has turned up elsewhere meanwhile.
    if (item.unit !== unit) return;
    this.#db.run('UPDATE items SET gone_in = ? WHERE unit = ? AND name = ? AND gone_in IS NULL', run, unit, item.name);
  }

  #putGaps(run: number, unit: number, { gaps }: UnitDone): void {
    this.#db.run('DELETE FROM gaps WHERE unit = ?', unit);
    for (const [position, { path, problem }] of gaps.entries()) {
      this.#db.run(
        'INSERT INTO gaps (unit, position, path, code, detail, found_in) VALUES (?, ?, ?, ?, ?, ?)',
        ...[unit, position, path, problem.code, problem.detail, run],
      );
    }
  }

  /**
   * One row says that the listing gave all that is known of the unit: mostly so, and what makes unchanged folders
   * cheap. Where it did not, the items that it gave are marked: all up to `after`, behind it one by one.
   */
  #markSeen(run: number, unit: number, after: string | null, unchanged: readonly string[]): void {
    const count = 'SELECT count(*) AS n FROM items WHERE unit = ? AND name > ? AND gone_in IS NULL AND seen_in <> ?';
    const notYetSeen = this.#db.get<{ n: number }>(count, unit, after ?? '', run)?.n ?? 0;
    if (notYetSeen === unchanged.length) {
      this.#db.run('UPDATE units SET seen_in = ?, whole_in = ? WHERE no = ?', run, run, unit);
      return;
    }
    const markAll = 'UPDATE items SET seen_in = ? WHERE unit = ? AND name <= ? AND gone_in IS NULL AND seen_in <> ?';
    if (after !== null) this.#db.run(markAll, run, unit, after, run);
    this.#markEach(run, unit, unchanged);
  }

  #markEach(run: number, unit: number, ids: readonly string[]): void {
    for (const id of ids) {
      const mark = 'UPDATE items SET seen_in = ? WHERE id = ? AND unit = ? AND gone_in IS NULL';
      if (this.#db.run(mark, run, id, unit).changes === 0) throw unknownItem(id);
    }
  }

  /** The number of a unit, which is marked as met in this run. */
  #unit(run: number, source: string, unit: string): number {
    const values = [this.#sources.number(source), prefixOf(unit)];
    const known = this.#db.get<{ no: number; seen_in: number; digest: Uint8Array | null }>(
      'SELECT no, seen_in, digest FROM units WHERE source = ? AND prefix = ?',
      ...values,
    );
    if (known === undefined) {
      return this.#db.run('INSERT INTO units (source, prefix, seen_in) VALUES (?, ?, ?)', ...values, run).lastId;
    }
    if (known.seen_in !== run || known.digest !== null)
      this.#db.run('UPDATE units SET seen_in = ?, digest = NULL, same_in = NULL WHERE no = ?', run, known.no);
    return known.no;
  }
}

const everything: PathRange = { after: null, upTo: null, limit: -1 };

const putColumns = [
  ...[
    'unit',
    'name',
    'id',
    'signature',
    'recipe',
    'status',
    'excluded',
    'seen_in',
    'opened_in',
    'kind',
    'content_hash',
  ],
  ...['untouched', ...factColumns.split(', '), 'dates', 'problems', '"table"', 'first_in', 'inode', 'traits'],
];
/** Unlike the others, these say what was before. */
const kept = ['first_in'];
const contentOf = (signature: string) => `substr(${signature}, 1, instr(${signature} || '|', '|') - 1)`;
const isAnother = `iif(content_hash IS NULL OR excluded.content_hash IS NULL,
  ${contentOf('signature')} <> ${contentOf('excluded.signature')}, content_hash <> excluded.content_hash)`;
/** An outcome that is to be read again whatever happens stands under the recipe ''. */
const byAnother = `recipe <> excluded.recipe AND NOT EXISTS (
  SELECT 1 FROM recipes WHERE no IN (recipe, excluded.recipe) AND hash = '')`;
const putItem = `
  INSERT INTO items (${putColumns.join(', ')}) VALUES (${putColumns.map(() => '?').join(', ')})
  ON CONFLICT (unit, name) DO UPDATE SET gone_in = NULL,
    first_in = iif(gone_in IS NULL, first_in, excluded.first_in),
    changed_in = iif(${isAnother}, excluded.seen_in, changed_in),
    recipe_in = iif(${byAnother}, excluded.seen_in, recipe_in),
    covered_in = iif(items.status IN ('unread', 'excluded', 'partly') AND excluded.status = 'read', excluded.seen_in, covered_in),
    ${putColumns
      .slice(2)
      .filter((column) => !kept.includes(column))
      .map((column) => `${column} = excluded.${column}`)
      .join(', ')}`;

function unknownItem(id: string): StoreError {
  return new StoreError('unknown_id', `There is no item ${id} in this unit of the store.`);
}
