import type { ComplianceNotice } from '../contracts/delivery.ts';
import { type Result, type Severity, severities, type Verdict } from '../contracts/rule.ts';

export interface StandingOfRule {
  readonly source: string;
  readonly type: string;
  readonly rule: string | null;
  readonly counts: Record<Result, number>;
  worst: Severity | null;
  readonly citations: string[];
}

const mostCitations = 20;

/** Verdicts by rule and source: as many as the policy has rules, in each source. */
export class Standings {
  readonly #all = new Map<string, StandingOfRule>();

  add(source: string, verdict: Verdict): void {
    const { type, rule } = verdict;
    const key = JSON.stringify([source, type, rule]);
    let of = this.#all.get(key);
    if (of === undefined) {
      of = {
        source,
        type,
        rule,
        counts: { allowed: 0, violation: 0, review: 0, unknown: 0 },
        worst: null,
        citations: [],
      };
      this.#all.set(key, of);
    }
    of.counts[verdict.result]++;
    of.worst = worse(of.worst, verdict.severity);
    for (const citation of verdict.citations) {
      if (of.citations.length < mostCitations && !of.citations.includes(citation)) of.citations.push(citation);
    }
  }

  /** In a stable order. */
  all(): readonly StandingOfRule[] {
    return [...this.#all]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, of]) => ({ ...of, citations: of.citations.sort() }));
  }
}

export function statusOf(counts: Readonly<Record<Result, number>>): ComplianceNotice['status'] {
  if (counts.violation > 0) return 'fail';
  return counts.review + counts.unknown > 0 ? 'warning' : 'pass';
}

export function countVerdicts(
  verdicts: readonly Verdict[],
  byResult: Record<Result, number>,
  bySeverity: Record<Severity, number>,
): void {
  for (const { result, severity } of verdicts) {
    byResult[result]++;
    if (severity !== null) bySeverity[severity]++;
  }
}

function worse(a: Severity | null, b: Severity | null): Severity | null {
  if (a === null || b === null) return a ?? b;
  return severities.indexOf(a) < severities.indexOf(b) ? a : b;
}
