import type { Subject } from '../contracts/finding.ts';
import type { Result, Risk, Severity, Verdict } from '../contracts/rule.ts';
import type { RowsJudged } from '../contracts/table.ts';
import type { Database } from './database.ts';
import { dropPendingAnnouncements } from './outbox.ts';

const batchSize = 500;
const pageSize = 1000;

/**
 * Replaces the verdicts of a run. Written in batches under a pending judgement, which then becomes the current one: a
 * reader sees the old verdicts or the new ones, and whatever the stream itself asks of the store is not held up.
 *
 * @param prepare is called once all verdicts are there, with the number of the pending judgement; what it gives is
 *   done in the transaction that makes it current.
 */
export async function judge(
  db: Database,
  run: number,
  verdicts: AsyncIterable<Verdict>,
  prepare: (judgement: number) => Promise<() => void>,
): Promise<void> {
  dropPending(db);
  const judgement = db.run(`INSERT INTO judgements (run, state) VALUES (?, 'pending')`, run).lastId;
  let publish: () => void;
  try {
    let batch: Verdict[] = [];
    for await (const verdict of verdicts) {
      batch.push(verdict);
      if (batch.length < batchSize) continue;
      put(db, judgement, batch);
      batch = [];
    }
    put(db, judgement, batch);
    publish = await prepare(judgement);
  } catch (error) {
    dropPending(db);
    throw error;
  }
  db.transaction(() => {
    drop(db, `run = ${run} AND state = 'current'`);
    db.run(`UPDATE judgements SET state = 'current' WHERE no = ?`, judgement);
    // Of runs, the newest that was judged and the one before it: what is new since then can be told.
    drop(db, 'run NOT IN (SELECT DISTINCT run FROM judgements ORDER BY run DESC LIMIT 2)');
    publish();
  });
}

/** Judgements that were begun and never finished: only for who holds the lock. */
export function dropPending(db: Database): void {
  dropPendingAnnouncements(db);
  if (db.get(`SELECT 1 FROM judgements WHERE state = 'pending'`) === undefined) return;
  db.transaction(() => drop(db, `state = 'pending'`));
}

export function* verdictsOf(db: Database, run: number): Generator<Verdict> {
  const current = db.get<{ no: number }>(`SELECT no FROM judgements WHERE run = ? AND state = 'current'`, run)?.no;
  if (current !== undefined) yield* verdictsIn(db, current);
}

/** Of one judgement, pending or current. */
export function* verdictsIn(db: Database, judgement: number): Generator<Verdict> {
  for (let after = 0, more = true; more; ) {
    const rows = db.all<VerdictRow>(
      `SELECT * FROM verdicts WHERE judgement = ? AND no > ? ORDER BY no LIMIT ${pageSize}`,
      ...[judgement, after],
    );
    for (const row of rows) yield toVerdict(row);
    more = rows.length === pageSize;
    after = rows.at(-1)?.no ?? after;
  }
}

function drop(db: Database, which: string): void {
  db.run(`DELETE FROM verdicts WHERE judgement IN (SELECT no FROM judgements WHERE ${which})`);
  db.run(`DELETE FROM judgements WHERE ${which}`);
}

function put(db: Database, judgement: number, verdicts: readonly Verdict[]): void {
  if (verdicts.length === 0) return;
  db.transaction(() => {
    for (const verdict of verdicts) {
      db.run(
        putVerdict,
        ...[judgement, verdict.id, verdict.finding, verdict.type, verdict.status, verdict.result, verdict.subject],
        ...[verdict.subjectEvidence, verdict.severity, verdict.rule, verdict.since, JSON.stringify(verdict.because)],
        ...[JSON.stringify(verdict.citations), JSON.stringify(verdict.numbers), JSON.stringify(verdict.dates)],
        verdict.risk === null ? null : JSON.stringify(verdict.risk),
        verdict.rows === undefined ? null : JSON.stringify(verdict.rows),
      );
    }
  });
}

const putVerdict = `
  INSERT INTO verdicts (judgement, id, finding, type, status, result, subject, subject_evidence, severity, rule, since,
    because, citations, numbers, dates, risk, rows)
  VALUES (${Array(17).fill('?').join(', ')})`;

interface VerdictRow {
  readonly no: number;
  readonly id: string;
  readonly finding: string;
  readonly type: string;
  readonly status: string;
  readonly result: Result;
  readonly subject: Subject;
  readonly subject_evidence: string;
  readonly severity: Severity | null;
  readonly rule: string | null;
  readonly since: string | null;
  readonly because: string;
  readonly citations: string;
  readonly numbers: string;
  readonly dates: string;
  readonly risk: string | null;
  readonly rows: string | null;
}

function toVerdict(row: VerdictRow): Verdict {
  const { id, finding, type, status, result, subject, severity, rule, since } = row;
  return {
    id,
    finding,
    type,
    status,
    result,
    subject,
    subjectEvidence: row.subject_evidence,
    severity,
    rule,
    since,
    because: JSON.parse(row.because) as string[],
    citations: JSON.parse(row.citations) as string[],
    numbers: JSON.parse(row.numbers) as Record<string, number>,
    dates: JSON.parse(row.dates) as Record<string, string>,
    risk: row.risk === null ? null : (JSON.parse(row.risk) as Risk),
    ...(row.rows === null ? {} : { rows: JSON.parse(row.rows) as RowsJudged }),
  };
}
