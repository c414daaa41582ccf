import type { Database } from './database.ts';

/** Part of a unit: its items with `after` < name < `before`; null is open. */
export interface Range {
  readonly source: string;
  readonly unit: number;
  readonly prefix: string;
  readonly after: string | null;
  readonly before: string | null;
}

interface Open {
  readonly no: number;
  readonly prefix: string;
  /** Items up to here were given. */
  after: string | null;
}

const pageSize = 1000;

/**
 * The units of a run as ranges whose items, one after the other, come in the order of their paths.
 *
 * Units are sorted by prefix. What lies under a unit stands together, in the middle of its parent's items: a parent is
 * interrupted there, and taken up again behind it. So nothing is sorted, and memory holds one path of folders.
 */
export function* rangesInOrder(db: Database, run: number): Generator<Range> {
  for (const { no, name } of db.all<{ no: number; name: string }>('SELECT no, name FROM sources ORDER BY name')) {
    const open: Open[] = [];
    for (const unit of unitsOf(db, run, no)) {
      yield* close(name, open, unit.prefix);
      const parent = open.at(-1);
      if (parent !== undefined) {
        const before = unit.prefix.slice(parent.prefix.length);
        yield { source: name, unit: parent.no, prefix: parent.prefix, after: parent.after, before };
        parent.after = before;
      }
      open.push({ ...unit, after: null });
    }
    yield* close(name, open, null);
  }
}

/** Gives the rest of all open units that `prefix` does not lie in, innermost first. */
function* close(source: string, open: Open[], prefix: string | null): Generator<Range> {
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    if (prefix?.startsWith(last.prefix)) return;
    yield { source, unit: last.no, prefix: last.prefix, after: last.after, before: null };
    open.pop();
  }
}

/** Read in pages, so that no statement is left open between two steps of a reader. */
function* unitsOf(db: Database, run: number, source: number): Generator<{ no: number; prefix: string }> {
  for (let page = firstUnits(db, run, source); page.length > 0; ) {
    yield* page;
    if (page.length < pageSize) return;
    page = db.all(
      `SELECT no, prefix FROM units WHERE source = ? AND seen_in = ? AND prefix > ? ORDER BY prefix LIMIT ${pageSize}`,
      ...[source, run, page.at(-1)?.prefix ?? ''],
    );
  }
}

function firstUnits(db: Database, run: number, source: number): { no: number; prefix: string }[] {
  return db.all(
    `SELECT no, prefix FROM units WHERE source = ? AND seen_in = ? ORDER BY prefix LIMIT ${pageSize}`,
    source,
    run,
  );
}
