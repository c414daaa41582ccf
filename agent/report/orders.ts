import type { ReportFinding, ReportVerdict } from '../contracts/report.ts';
import { severities } from '../contracts/rule.ts';

/** Orders of lists: what a reader should see first. Below 0 when `a` comes first. */

/** Gravest first: by severity (a floor can lift it above its score), then by risk. */
export function byRisk(a: ReportVerdict, b: ReportVerdict): number {
  return rank(a) - rank(b) || (b.risk?.score ?? 0) - (a.risk?.score ?? 0) || b.of.count - a.of.count;
}

function rank({ severity }: ReportVerdict): number {
  return severity === null ? severities.length : severities.indexOf(severity);
}

/** Certainly overdue before perhaps, then most days first. */
export function byDays(a: ReportVerdict, b: ReportVerdict): number {
  const certain = (of: ReportVerdict) => (of.status === 'possibly_overdue' ? 0 : 1);
  return certain(b) - certain(a) || days(b) - days(a);
}

function days({ numbers }: ReportVerdict): number {
  return numbers['daysOverdue'] ?? numbers['daysOverdueAtMost'] ?? 0;
}

/** Review before unknown, then most matches first. */
export function byDoubt(a: ReportVerdict, b: ReportVerdict): number {
  const review = (of: ReportVerdict) => (of.result === 'review' ? 1 : 0);
  return review(b) - review(a) || b.of.count - a.of.count;
}

const sure = { high: 2, medium: 1, low: 0 };

/** Surest first, then most matches. */
export function bySureness(a: ReportFinding, b: ReportFinding): number {
  return sure[b.confidence] - sure[a.confidence] || b.count - a.count;
}

/** The same for columns, by what they mean for the whole table. */
export function byValues(a: ReportFinding, b: ReportFinding): number {
  const values = (of: ReportFinding) => of.column?.estimate ?? of.count;
  return sure[b.confidence] - sure[a.confidence] || values(b) - values(a);
}
