import type { RetentionCount } from '../contracts/report.ts';
import type { Verdict } from '../contracts/rule.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Count = Mutable<Omit<RetentionCount, 'citations' | 'grades'>> & {
  readonly citations: Set<string>;
  readonly grades: Map<string, number>;
};

/** What each retention rule says, counted. */
export class RetentionCounter {
  readonly #rules = new Map<string, Count>();

  add(verdict: Verdict): void {
    if (verdict.type !== 'retention') return;
    const { status, citations, numbers, since } = verdict;
    const count = this.#of(ruleOf(verdict));
    for (const citation of citations) if (count.citations.size < 20) count.citations.add(citation);
    if (status === 'overdue') count.overdue++;
    else if (status === 'possibly_overdue') count.possibly++;
    else if (status === 'hold_and_overdue') count.held++;
    else if (verdict.result === 'unknown') count.unknown++;
    else count.within++;
    if (!pastDue.has(status)) return;
    const grade = gradeOf(verdict);
    count.grades.set(grade, (count.grades.get(grade) ?? 0) + 1);
    const days = numbers['daysOverdue'];
    if (days !== undefined && days > (count.mostDays ?? -1)) {
      count.mostDays = days;
      count.oldest = since;
    }
  }

  end(): RetentionCount[] {
    const counts = [...this.#rules.values()].map(
      ({ citations, grades, ...count }): RetentionCount => ({
        ...count,
        citations: [...citations].sort(),
        grades: Object.fromEntries([...grades].sort(([a], [b]) => (a < b ? -1 : 1))),
      }),
    );
    return counts.sort(
      (a, b) => b.overdue - a.overdue || b.possibly - a.possibly || b.held - a.held || (a.rule < b.rule ? -1 : 1),
    );
  }

  #of(rule: string): Count {
    const known = this.#rules.get(rule);
    if (known !== undefined) return known;
    const numbers = { overdue: 0, possibly: 0, held: 0, within: 0, unknown: 0, mostDays: null, oldest: null };
    const made: Count = { rule, ...numbers, citations: new Set(), grades: new Map() };
    this.#rules.set(rule, made);
    return made;
  }
}

const pastDue = new Set(['overdue', 'possibly_overdue', 'hold_and_overdue']);

/** Under a hold the hold has decided: the rule stands among the reasons. */
function ruleOf({ rule, because, status }: Verdict): string {
  const named = because
    .find((reason) => reason.startsWith('rule='))
    ?.slice('rule='.length)
    .split(' ')[0];
  return (status.includes('hold') || status === 'exception' ? named : rule) ?? rule ?? '';
}

/** The grade of the date that decided, `A` the best; '' where none is told. */
export function gradeOf({ because }: Pick<Verdict, 'because'>): string {
  for (const reason of because) {
    const [, grade] = /^(?:date|rows_dated_by)=.* grade ([A-D])\b/.exec(reason) ?? [];
    if (grade !== undefined) return grade;
  }
  return '';
}
