import type { Report } from '../contracts/report.ts';
import type { RunFigures } from '../contracts/run-figures.ts';

/** The numbers of a report that are kept for ever. @param number of its run, from 1 */
export function figuresOf({ run, judged, total, summary }: Report, number: number): RunFigures {
  const { bySeverity, byResult, itemsWithFindings, retentionByRule, copies } = summary;
  const violations = (type: string) =>
    summary.byStatus
      .filter((of) => of.type === type && of.result === 'violation')
      .reduce((sum, { verdicts }) => sum + verdicts, 0);
  const retention = (of: 'overdue' | 'possibly') => retentionByRule.reduce((sum, rule) => sum + rule[of], 0);
  return {
    run: run.id,
    number,
    startedAt: run.startedAt,
    judged,
    listed: total.listed,
    unread: total.unread,
    partly: total.partly,
    gaps: total.gaps,
    itemsWithFindings,
    violations: byResult.violation,
    grave: bySeverity.critical + bySeverity.high,
    review: byResult.review,
    unknown: byResult.unknown,
    overdue: retention('overdue'),
    possiblyOverdue: retention('possibly'),
    misplaced: violations('location'),
    exposed: violations('exposure'),
    copies: copies.total,
  };
}
