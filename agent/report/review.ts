import { createHash } from 'node:crypto';
import type { Decision } from '../contracts/decision.ts';
import type { ReportVerdict } from '../contracts/report.ts';
import type { ReviewLine } from '../contracts/review.ts';
import { gradeOf } from './retention.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Line = Mutable<Omit<ReviewLine, 'ref' | 'findings' | 'decision' | 'citations'>> & {
  readonly findings: string[];
  readonly citations: Set<string>;
  last: string;
};

/** What a person has to decide: kept too long, certainly or perhaps, due for review, or under rules that disagree. */
const toReview = new Set(['overdue', 'possibly_overdue', 'hold_and_overdue', 'review_due', 'rule_conflict']);

/**
 * The lines of a retention review, in order of owner, department and place. Holds the ids of the findings that are to be
 * reviewed.
 *
 * @param decisions what is planned already stands in its line
 */
export async function reviewOf(
  verdicts: AsyncIterable<ReportVerdict>,
  decisions: readonly Decision[],
): Promise<ReviewLine[]> {
  const lines = new Map<string, Line>();
  for await (const verdict of verdicts) {
    if (verdict.type !== 'retention' || !toReview.has(verdict.status)) continue;
    const { of, rule, status } = verdict;
    const key = [of.facts.owner ?? '', of.source, of.folder, of.category, rule ?? '', status].join('\0');
    const line = lines.get(key) ?? lineOf(verdict);
    lines.set(key, line);
    add(line, verdict);
  }
  const plans = new Map(decisions.map((decision) => [decision.ref, decision]));
  const sorted = [...lines.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return sorted.map(({ last: _, citations, ...line }): ReviewLine => {
    const ref = refOf(line.findings);
    const plan = plans.get(ref);
    const decision = plan === undefined ? null : { kind: plan.kind, reason: plan.reason, until: plan.until };
    return { ...line, ref, citations: [...citations].sort(), decision };
  });
}

function lineOf(verdict: ReportVerdict): Line {
  const { of, rule, status, because } = verdict;
  return {
    ...{ source: of.source, place: of.folder, department: departmentOf(of.folder), owner: of.facts.owner },
    ...{ category: of.category, rule, status, because, citations: new Set<string>() },
    ...{ findings: [], items: 0, matches: 0, oldest: null, latest: null, daysOverdue: null, grade: '', last: '' },
  };
}

function add(line: Line, verdict: ReportVerdict): void {
  const { of, numbers, dates, citations } = verdict;
  line.findings.push(of.id);
  if (of.item !== line.last) line.items++;
  line.last = of.item;
  line.matches += of.count;
  for (const citation of citations) line.citations.add(citation);
  const days = numbers['daysOverdue'] ?? numbers['daysOverdueAtMost'];
  if (days !== undefined) line.daysOverdue = Math.max(line.daysOverdue ?? 0, days);
  const oldest = verdict.rows?.oldest ?? dates['earliest'];
  const { latest } = dates;
  if (oldest !== undefined && (line.oldest === null || oldest < line.oldest)) line.oldest = oldest;
  if (latest !== undefined && (line.latest === null || latest > line.latest)) line.latest = latest;
  const grade = gradeOf(verdict);
  if (grade > line.grade) line.grade = grade;
}

/** The second step of `share/HR/old`: the first is the source. */
function departmentOf(folder: string): string {
  return folder.split('/')[1] ?? '';
}

function orderOf({ owner, department, place, category, rule, status }: Line): string {
  return [owner ?? '\uffff', department, place, category, rule ?? '', status].join('\0');
}

/** Ids are keyed hashes: who has no key learns nothing from this one. */
export function refOf(findings: readonly string[]): string {
  return `rr-${createHash('sha256')
    .update([...findings].sort().join('\n'))
    .digest('hex')
    .slice(0, 16)}`;
}
