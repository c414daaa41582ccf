import type { Report } from '../../agent/contracts/report.ts';
import type { ReviewLine } from '../../agent/contracts/review.ts';
import { reasonWords, statusWords } from './words.ts';

/** The columns of a retention review; a person fills in the last three. `wayward decisions import` knows them by name. */
export const reviewColumns = [
  ...['owner', 'department', 'place', 'category', 'findings', 'items', 'matches', 'oldest', 'latest'],
  ...['rule', 'citation', 'days_overdue', 'status', 'meaning', 'grade', 'evidence', 'ref'],
  ...['decision', 'reason', 'until'],
] as const;
export type ReviewColumn = (typeof reviewColumns)[number];

/** What may stand under `decision`. */
export const decisionChoices = ['keep', 'move', 'delete', 'false_alarm'] as const;

export function reviewCells(line: ReviewLine, report: Report): Readonly<Record<ReviewColumn, string | number | null>> {
  const say = report.sentence ?? reasonWords;
  return {
    ...{ owner: line.owner, department: line.department, place: line.place, category: line.category },
    ...{ findings: line.findings.length, items: line.items, matches: line.matches },
    ...{ oldest: line.oldest, latest: line.latest, rule: line.rule, citation: line.citations.join('; ') },
    ...{ days_overdue: line.daysOverdue, status: line.status, meaning: statusWords('retention', line.status) },
    ...{ grade: line.grade, evidence: line.because.map(say).join(' ').slice(0, 1000), ref: line.ref },
    ...{ decision: line.decision?.kind ?? null, reason: line.decision?.reason ?? null },
    until: line.decision?.until ?? null,
  };
}
