import type { Gap, StoredItem } from '../contracts/store.ts';
import type { Database } from './database.ts';
import { type FindingRow, type KnownFinding, readFindings, selectFinding } from './findings.ts';
import { bounds, type ItemTuple, itemColumns, type Meanings, toItem } from './rows.ts';
import { tells } from './sums.ts';
import { type Range, rangesInOrder } from './walk.ts';

type KnownItemOf = StoredItem & { readonly carried: boolean };

const pageSize = 1000;

/** In run R: see sql/0001-ledger.sql. */
export const inRun = 'items.gone_in IS NULL AND (items.seen_in = ? OR units.whole_in = ?)';

/** What a run saw, in order of source and path. */
export function* itemsOf(
  db: Database,
  run: number,
  meanings: Meanings,
  which: 'all' | 'telling' = 'all',
): Generator<KnownItemOf> {
  const id = meanings.run(run);
  for (const range of rangesInOrder(db, run)) {
    if (which === 'telling' && hasNothing(db, run, range)) continue;
    for (let { after } = range, more = true; more; ) {
      const rows = itemPage(db, run, { ...range, after }, which === 'all' ? '' : `AND ${tells}`);
      for (const row of rows) {
        const item = toItem(range.source, range.prefix, row, meanings);
        yield { ...item, carried: item.openedIn !== id };
      }
      more = rows.length === pageSize;
      after = rows.at(-1)?.[0] ?? after;
    }
  }
}

/** What was found in the items of a run, in order of source and path, then as recorded. */
export function* findingsOf(db: Database, run: number): Generator<KnownFinding> {
  for (const range of rangesInOrder(db, run)) {
    for (
      let after = { name: range.after ?? '', position: range.after === null ? -1 : lastPosition }, more = true;
      more;
    ) {
      const rows = findingPage(db, run, range, after);
      yield* readFindings(db, rows);
      more = rows.length === pageSize;
      after = rows.at(-1) ?? after;
    }
  }
}

/** Behind every finding of an item. */
const lastPosition = Number.MAX_SAFE_INTEGER;

export function* gapsOf(db: Database, run: number): Generator<Gap> {
  const rows = db.all<{ source: string; path: string; code: string; detail: string | null }>(
    `SELECT sources.name AS source, path, code, detail
     FROM gaps JOIN units ON units.no = gaps.unit JOIN sources ON sources.no = units.source
     WHERE found_in = ? ORDER BY sources.name, path, gaps.unit, position`,
    run,
  );
  for (const { source, path, code, detail } of rows) {
    yield { source, path, problem: { code, detail } as Gap['problem'] };
  }
}

/** When items with the same content were last modified, themselves included; those that are gone are not in it. */
export function modifiedCopies(db: Database, contentHash: string): string[] {
  const rows = db.all<{ mtime: string }>(
    'SELECT mtime FROM items WHERE content_hash = ? AND gone_in IS NULL AND mtime IS NOT NULL ORDER BY mtime',
    Buffer.from(contentHash, 'hex'),
  );
  return rows.map(({ mtime }) => mtime);
}

/** It is as it was, and was counted then. */
function hasNothing(db: Database, run: number, { unit }: Range): boolean {
  const known = db.get<{ telling: number }>(
    `SELECT sums ->> 'telling' AS telling FROM units WHERE no = ? AND same_in = ?`,
    unit,
    run,
  );
  return known?.telling === 0;
}

function itemPage(db: Database, run: number, { unit, after, before }: Range, which: string): ItemTuple[] {
  const [low, high] = bounds(after, before);
  return db.tuples(
    `SELECT ${itemColumns} FROM items JOIN units ON units.no = items.unit
     WHERE items.unit = ? AND items.name > ? AND items.name < ? AND ${inRun} ${which}
     ORDER BY items.name LIMIT ${pageSize}`,
    ...[unit, low, high, run, run],
  );
}

function findingPage(db: Database, run: number, range: Range, after: { name: string; position: number }): FindingRow[] {
  const [, high] = bounds(null, range.before);
  return db.all(
    `${selectFinding} WHERE findings.unit = ? AND (findings.name, position) > (?, ?) AND findings.name < ? AND ${inRun}
     ORDER BY findings.name, position LIMIT ${pageSize}`,
    ...[range.unit, after.name, after.position, high, run, run],
  );
}
