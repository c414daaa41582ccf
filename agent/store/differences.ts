import type { Difference, RunDifference, SourceDifference, Standing } from '../contracts/difference.ts';
import type { Safe } from '../contracts/sensitive.ts';
import type { Run } from '../contracts/store.ts';
import type { Database } from './database.ts';
import { howDifferent } from './difference-reason.ts';
import { StoreError } from './error.ts';
import type { Runs } from './runs.ts';

/** Comparisons of one source, that lead from one run to another: numbers `first` to `last`. */
interface Stretch {
  readonly source: number;
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly since: number | null;
  readonly open: number;
}

const pageSize = 1000;

/**
 * What is different at a run from the one before, or from `since`. Null where the run was compared with nothing: it did
 * not come to its end.
 * @throws StoreError `unknown_id`, `not_kept`
 */
export function differenceOf(db: Database, runs: Runs, run: string, since: string | null): RunDifference | null {
  const found = runs.get(run);
  const stretches = stretchesOf(db, runs, run, since);
  if (found === null || stretches.length === 0) return null;
  return { run: found, sources: stretches.map((stretch) => count(db, runs, stretch)) };
}

/** In order of source, path and part. */
export function* differencesOf(db: Database, runs: Runs, run: string, since: string | null): Generator<Difference> {
  for (const stretch of stretchesOf(db, runs, run, since)) yield* rowsOf(db, stretch);
}

/** The newest run that was compared. */
export function newestCompared(db: Database): number | null {
  return db.get<{ run: number }>('SELECT run FROM comparisons ORDER BY no DESC LIMIT 1')?.run ?? null;
}

function stretchesOf(db: Database, runs: Runs, run: string, since: string | null): Stretch[] {
  const to = runs.number(run);
  const from = since === null ? to - 1 : runs.number(since);
  const found = db.all<Omit<Stretch, 'open' | 'since'>>(
    `SELECT source, name, min(comparisons.no) AS first, max(comparisons.no) AS last
     FROM comparisons JOIN sources ON sources.no = comparisons.source WHERE run > ? AND run <= ?
     GROUP BY source ORDER BY name`,
    ...[from, to],
  );
  return found.map((stretch) => {
    const ends = db.get<Pick<Stretch, 'since' | 'open'>>(
      'SELECT (SELECT since FROM comparisons WHERE no = ?) AS since, (SELECT open FROM comparisons WHERE no = ?) AS open',
      ...[stretch.first, stretch.last],
    );
    const before = ends?.since ?? null;
    // What lies between was forgotten: the oldest that is kept says more than was asked for.
    if (since !== null && before !== null && before > from)
      throw new StoreError('not_kept', `What was different right after ${since} is no longer known.`);
    return { ...stretch, since: before, open: ends?.open ?? 0 };
  });
}

function count(db: Database, runs: Runs, stretch: Stretch): SourceDifference {
  const counted = { new: {}, gone: {}, still: {} } as Record<Difference['kind'], Record<string, number>>;
  for (const { kind, because } of rowsOf(db, stretch)) counted[kind][because] = (counted[kind][because] ?? 0) + 1;
  const opened = Object.values(counted.new).reduce((sum, n) => sum + n, 0);
  return {
    source: stretch.name,
    since: stretch.since === null ? null : (runs.get(runs.id(stretch.since)) as Run),
    open: stretch.open,
    new: byName(counted.new),
    gone: byName(counted.gone),
    still: stretch.since === null ? 0 : stretch.open - opened,
    stillBut: byName(counted.still),
  };
}

interface Row {
  readonly finding: string;
  readonly kind: Difference['kind'];
  readonly because: string;
  readonly item: string;
  readonly path: string;
  readonly part: string;
  readonly detector: string;
  readonly category: string;
  readonly is_table: number;
  readonly was: string | null;
  readonly now: string | null;
}

/** Of several comparisons what remains of each finding: how it stood before the first and after the last. */
function* rowsOf(db: Database, { source, name, first, last }: Stretch): Generator<Difference> {
  const net = first === last ? null : `temp.net_${source}_${first}_${last}`;
  if (net !== null) db.exec(makeNet(net, source, first, last));
  const from = net ?? 'differences';
  const which = net === null ? 'comparison = ?1' : '?1 = ?1';
  for (let after: readonly [string, string, string] = ['', '', ''], more = true; more; ) {
    const rows = db.all<Row & Partial<Before>>(
      `SELECT * FROM ${from} WHERE ${which} AND (path, part, finding) > (?2, ?3, ?4)
       ORDER BY path, part, finding LIMIT ${pageSize}`,
      ...[last, ...after],
    );
    for (const row of rows) {
      const told = net === null ? row : netOf(row as Row & Before);
      if (told !== null) yield toDifference(told, name);
    }
    more = rows.length === pageSize;
    const end = rows.at(-1);
    if (end !== undefined) after = [end.path, end.part, end.finding];
  }
}

/** The last row of each finding beside its first. Numbers alone are put into the text. */
function makeNet(table: string, source: number, first: number, last: number): string {
  const within = `comparison IN (SELECT no FROM comparisons WHERE source = ${source} AND no BETWEEN ${first} AND ${last})`;
  return `
    CREATE TEMP TABLE IF NOT EXISTS ${table.replace('temp.', '')} AS
      SELECT late.*, early.was AS was_first, early.was_open AS open_first, early.because AS because_first
      FROM (SELECT finding AS one, min(comparison) AS a, max(comparison) AS b FROM differences WHERE ${within} GROUP BY one)
      JOIN differences AS late ON late.comparison = b AND late.finding = one
      JOIN differences AS early ON early.comparison = a AND early.finding = one
      ORDER BY late.path, late.part, late.finding;`;
}

interface Before {
  readonly was_first: string | null;
  readonly open_first: number;
  readonly because_first: string;
}

/** Null where in the end nothing is different. */
function netOf(row: Row & Before): Row | null {
  const { was_first: was, open_first: openFirst, because_first: becauseFirst } = row;
  const isOpen = row.kind !== 'gone';
  if (openFirst === 0 && !isOpen) return null;
  if (openFirst === 0) return { ...row, was, kind: 'new', because: row.kind === 'new' ? row.because : becauseFirst };
  if (!isOpen) return { ...row, was };
  const because = was === null || row.now === null ? null : howDifferent(JSON.parse(was), JSON.parse(row.now));
  return because === null ? null : { ...row, was, kind: 'still', because };
}

function toDifference(row: Row, source: string): Difference {
  return {
    kind: row.kind,
    because: row.because,
    finding: row.finding,
    item: row.item,
    source,
    path: row.path,
    // It was `Safe` when it was recorded.
    part: row.part as Safe,
    detector: row.detector,
    category: row.category,
    isTable: row.is_table === 1,
    was: row.was === null ? null : (JSON.parse(row.was) as Standing),
    now: row.now === null ? null : (JSON.parse(row.now) as Standing),
  };
}

function byName(of: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Findings looked at: of more, the order of folders is a guess all the same. */
const mostOpen = 20_000;
const weights: Readonly<Record<string, number>> = { critical: 27, high: 9, medium: 3 };

export function openPlaces(db: Database, source: string): Map<string, number> {
  const rows = db.tuples<[string, string | null]>(
    `SELECT path, severity FROM standings WHERE open = 1 AND source = (SELECT no FROM sources WHERE name = ?)
     ORDER BY finding LIMIT ${mostOpen}`,
    source,
  );
  const places = new Map<string, number>();
  for (const [path, severity] of rows) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      places.set(folder, (places.get(folder) ?? 0) + (weights[severity ?? ''] ?? 1));
    }
  }
  return places;
}
