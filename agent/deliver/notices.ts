import { createHash } from 'node:crypto';
import type { AboutFinding, Found, NoticeVerdict, Standing } from '../contracts/delivery.ts';
import type { Finding } from '../contracts/finding.ts';
import { type Severity, severities, type Verdict } from '../contracts/rule.ts';
import type { Coverage, StoredItem } from '../contracts/store.ts';
import { type Names, visible } from '../report/names.ts';

/** Places told of a finding, as many as others tell. */
const mostPlaces = 15;
const mostColumns = 50;

/** Where a finding is, as one destination may see it. */
export function aboutFinding(
  item: StoredItem,
  finding: Finding,
  names: Names,
  known: { readonly title: string; readonly sourceKind: string },
): AboutFinding {
  const { source, path } = item;
  return {
    finding: finding.id,
    item: item.id,
    source: names.source(source),
    sourceKind: known.sourceKind,
    path: names.path(source, path),
    part: names.part(source, path, finding.part),
    place: names.place(source, path, finding.part),
    detector: finding.detector,
    title: known.title,
    category: finding.category,
    table: item.table !== undefined,
  };
}

export function foundOf(item: StoredItem, finding: Finding, verdicts: readonly Verdict[]): Found {
  const { confidence, score, count, counts, distinct, distinctIsEstimate } = finding;
  const { bytes, mtime, birthtime, owner, exposure, exposureFrom } = item.facts;
  return {
    ...{ confidence, score, count, counts, distinct, distinctIsEstimate },
    facts: { bytes, mtime, birthtime, owner: owner === null ? null : visible(owner), exposure, exposureFrom },
    content: item.kind,
    whole: item.status === 'read',
    at: finding.at.slice(0, mostPlaces).map(visible),
    columns: finding.columns.slice(0, mostColumns).map(visible),
    subject: verdicts[0]?.subject ?? 'unknown',
    estimate: finding.column?.estimate ?? null,
  };
}

export function toldVerdict(verdict: Verdict): NoticeVerdict {
  const { finding: _, subject: _s, subjectEvidence: _e, rows: _r, because, ...rest } = verdict;
  return { ...rest, because: because.map(visible) };
}

/**
 * What a notice would say, but for what passes with time alone (days overdue, and the score they raise) and what the
 * next reading of the same content may order differently: equal, and there is nothing to tell.
 */
export function hashOf(item: StoredItem, finding: Finding, verdicts: readonly Verdict[]): string {
  const { bytes, mtime, owner, exposure } = item.facts;
  return digest([
    ...[item.source, item.path, finding.part, finding.category, item.status, item.kind],
    ...[bytes, mtime, owner, exposure],
    ...[finding.confidence, finding.count, finding.counts, finding.distinct, finding.columns],
    finding.column?.estimate ?? null,
    verdicts.map(({ type, status, result, rule, severity, since, subject, citations, dates }) => [
      ...[type, status, result, rule, severity, since, subject, citations],
      Object.entries(dates).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]),
  ]);
}

export function digest(what: unknown): string {
  return createHash('sha256').update(JSON.stringify(what)).digest('base64url').slice(0, 22);
}

/** The same in every destination; another in the next announcement, and in a store made anew. */
export function eventId(subject: string, run: string, turn: number): string {
  return `e-${createHash('sha256').update(`${subject}\n${run}\n${turn}`).digest('hex').slice(0, 32)}`;
}

export function standingOf(verdicts: readonly Verdict[]): Standing {
  if (verdicts.every(({ result }) => result === 'allowed')) return 'done';
  return worstOf(verdicts) === 'critical' ? 'urgent' : 'open';
}

export function worstOf(verdicts: readonly Pick<Verdict, 'severity'>[]): Severity | null {
  return severities.find((severity) => verdicts.some((verdict) => verdict.severity === severity)) ?? null;
}

/** Of all sources together. */
export function totalOf(coverage: readonly Coverage[]): Omit<Coverage, 'source' | 'excludedBy'> {
  const add = (of: (one: Coverage) => number) => coverage.reduce((sum, one) => sum + of(one), 0);
  const problemsBy: Record<string, number> = {};
  for (const one of coverage) {
    for (const [code, count] of Object.entries(one.problemsBy)) problemsBy[code] = (problemsBy[code] ?? 0) + count;
  }
  return {
    listed: add((of) => of.listed),
    read: add((of) => of.read),
    partly: add((of) => of.partly),
    unread: add((of) => of.unread),
    excluded: add((of) => of.excluded),
    carried: add((of) => of.carried),
    bytesListed: add((of) => of.bytesListed),
    bytesRead: add((of) => of.bytesRead),
    touched: add((of) => of.touched),
    gaps: add((of) => of.gaps),
    problemsBy,
  };
}
