import type { Coverage, Status } from '../contracts/store.ts';
import type { Database } from './database.ts';

/** Counted from the state of the items, not added up on the way. */
export function countCoverage(db: Database, run: number): Coverage[] {
  const sources = db.all<{ name: string }>(
    `SELECT name FROM sources WHERE EXISTS (SELECT 1 FROM units WHERE units.source = sources.no AND seen_in = ?) ORDER BY name`,
    run,
  );
  const same = sameCounts(db, run);
  const items = [...itemCounts(db, run), ...same.items];
  const problems = [...problemCounts(db, run), ...same.problems];
  const gaps = db.all<{ source: string; n: number }>(
    `SELECT sources.name AS source, count(*) AS n FROM gaps JOIN units ON units.no = gaps.unit
     JOIN sources ON sources.no = units.source WHERE found_in = ? GROUP BY sources.name`,
    run,
  );
  return sources.map(({ name }) => {
    const of = <T extends { source: string }>(rows: readonly T[]) => rows.filter(({ source }) => source === name);
    return toCoverage(name, of(items), of(problems), of(gaps)[0]?.n ?? 0);
  });
}

/** Keeps the counts of a run that ends. */
export function keepCoverage(db: Database, run: number): void {
  for (const counts of countCoverage(db, run)) {
    db.run(
      `INSERT INTO coverage (run, source, counts) VALUES (?, (SELECT no FROM sources WHERE name = ?), ?)
       ON CONFLICT (run, source) DO UPDATE SET counts = excluded.counts`,
      ...[run, counts.source, JSON.stringify(counts)],
    );
  }
}

export function keptCoverage(db: Database, run: number): Coverage[] {
  const rows = db.all<{ counts: string }>(
    'SELECT counts FROM coverage JOIN sources ON sources.no = coverage.source WHERE run = ? ORDER BY sources.name',
    run,
  );
  return rows.map(({ counts }) => JSON.parse(counts) as Coverage);
}

interface ItemCount {
  readonly source: string;
  readonly status: Status;
  readonly excluded: string | null;
  readonly n: number;
  readonly carried: number;
  readonly bytes: number;
  readonly bytes_opened: number;
  readonly touched: number;
}

interface ProblemCount {
  readonly source: string;
  readonly code: string;
  readonly n: number;
}

const inRun = 'gone_in IS NULL AND (items.seen_in = ?1 OR units.whole_in = ?1)';

function itemCounts(db: Database, run: number): ItemCount[] {
  return db.all(
    `SELECT sources.name AS source, status, excluded, count(*) AS n, sum(opened_in <> ?1) AS carried, sum(bytes) AS bytes,
       sum(iif(opened_in = ?1, bytes, 0)) AS bytes_opened, sum(opened_in = ?1 AND untouched = 0) AS touched
     FROM units JOIN items ON items.unit = units.no JOIN sources ON sources.no = units.source
     WHERE units.seen_in = ?1 AND units.same_in IS NOT ?1 AND ${inRun}
     GROUP BY units.source, status, excluded`,
    run,
  );
}

/** Units in which nothing has changed: as they were counted then, and nothing of them was opened. */
function sameCounts(db: Database, run: number): { items: ItemCount[]; problems: ProblemCount[] } {
  const items = db.all<ItemCount>(
    `SELECT sources.name AS source, item.value ->> 'status' AS status, item.value ->> 'excluded' AS excluded,
       sum(item.value ->> 'n') AS n, sum(item.value ->> 'n') AS carried, sum(item.value ->> 'bytes') AS bytes,
       0 AS bytes_opened, 0 AS touched
     FROM units JOIN sources ON sources.no = units.source JOIN json_each(sums, '$.items') AS item
     WHERE units.same_in = ? GROUP BY 1, 2, 3`,
    run,
  );
  const problems = db.all<ProblemCount>(
    `SELECT sources.name AS source, problem.value ->> 'code' AS code, sum(problem.value ->> 'n') AS n
     FROM units JOIN sources ON sources.no = units.source JOIN json_each(sums, '$.problems') AS problem
     WHERE units.same_in = ? GROUP BY 1, 2`,
    run,
  );
  return { items, problems };
}

function problemCounts(db: Database, run: number): ProblemCount[] {
  return db.all(
    `SELECT source, code, count(*) AS n FROM (
       SELECT sources.name AS source, problem.value ->> 'code' AS code
       FROM units JOIN items ON items.unit = units.no JOIN sources ON sources.no = units.source
         JOIN json_each(items.problems) AS problem
       WHERE units.seen_in = ?1 AND units.same_in IS NOT ?1 AND items.problems IS NOT NULL AND ${inRun}
       UNION ALL
       SELECT sources.name, gaps.code FROM gaps JOIN units ON units.no = gaps.unit JOIN sources ON sources.no = units.source
       WHERE found_in = ?1
     ) GROUP BY source, code ORDER BY source, code`,
    run,
  );
}

function toCoverage(
  source: string,
  items: readonly ItemCount[],
  problems: readonly ProblemCount[],
  gaps: number,
): Coverage {
  const sum = (what: 'n' | 'carried' | 'bytes' | 'bytes_opened' | 'touched', ...statuses: readonly Status[]) =>
    items
      .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
      .reduce((total, row) => total + row[what], 0);
  const excludedBy = addUp(items.flatMap(({ excluded, n }) => (excluded === null ? [] : [[excluded, n] as const])));
  return {
    source,
    listed: sum('n'),
    read: sum('n', 'read'),
    partly: sum('n', 'partly'),
    unread: sum('n', 'unread'),
    excluded: sum('n', 'excluded'),
    carried: sum('carried'),
    bytesListed: sum('bytes'),
    bytesRead: sum('bytes_opened', 'read', 'partly'),
    touched: sum('touched'),
    gaps,
    excludedBy,
    problemsBy: addUp(problems.map(({ code, n }) => [code, n] as const)),
  };
}

/** By name. */
function addUp(counts: readonly (readonly [string, number])[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [key, n] of counts) sums.set(key, (sums.get(key) ?? 0) + n);
  return Object.fromEntries([...sums].sort(([a], [b]) => (a < b ? -1 : 1)));
}
