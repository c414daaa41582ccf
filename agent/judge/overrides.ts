import type { Finding, Subject } from '../contracts/finding.ts';
import type { Hold, Opinion, Result } from '../contracts/rule.ts';
import { categoryUnder, placesHold } from './match.ts';
import { opinion, reason } from './opinion.ts';
import type { ExceptionEntry, HoldEntry, Policy } from './policy.ts';

interface Scope {
  readonly paths?: readonly string[] | undefined;
  readonly categories?: readonly string[] | undefined;
  readonly subjects?: readonly Subject[] | undefined;
  readonly finding?: string | undefined;
}

/** Whether a scope covers a finding: all that it names must fit. */
export function scopeCovers(scope: Scope, finding: Finding, subjectAs: Subject): boolean {
  if (scope.paths !== undefined && !placesHold(scope.paths, finding.source, finding.path)) return false;
  if (scope.categories?.some((prefix) => categoryUnder(prefix, finding.category)) === false) return false;
  if (scope.subjects?.includes(subjectAs) === false) return false;
  if (scope.finding === undefined) return true;
  return scope.finding.endsWith('*') ? finding.id.startsWith(scope.finding.slice(0, -1)) : finding.id === scope.finding;
}

/** The holds that cover a finding and were issued by that day, released ones too. */
export function holdsOn(entries: readonly HoldEntry[], finding: Finding, subjectAs: Subject, today: string): Hold[] {
  return entries
    .filter(({ scope, issued_on }) => issued_on <= today && scopeCovers(scope, finding, subjectAs))
    .map(({ id, released_on }) => {
      const released = released_on !== undefined && released_on <= today;
      return { id, active: !released, releasedOn: released ? released_on : null };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/**
 * An exception in force turns a judgement that is not `allowed` into status `exception`; what it would have been
 * stays visible. An expired one does not count and is shown. A hold is stronger than an exception.
 */
export function withException(
  said: Opinion,
  result: Result,
  entries: readonly ExceptionEntry[],
  asked: { readonly finding: Finding; readonly type: string; readonly subjectAs: Subject; readonly today: string },
): Opinion {
  if (result === 'allowed' || (said.numbers['held'] ?? 0) > 0) return said;
  const covering = entries.filter(({ scope }) => {
    const named = scope.rules?.some((rule) => rule === asked.type || rule === said.rule) ?? true;
    return named && scopeCovers(scope, asked.finding, asked.subjectAs);
  });
  const inForce = covering.find(({ expires, approved_on }) => {
    return asked.today <= expires && (approved_on ?? asked.today) <= asked.today;
  });
  if (inForce === undefined) {
    const notes = covering.map(({ id, expires, approved_on }) =>
      asked.today > expires
        ? reason('exception_expired', id, expires)
        : reason('exception_not_yet', id, approved_on ?? ''),
    );
    return notes.length === 0 ? said : { ...said, because: [...said.because, ...notes] };
  }
  return opinion('exception', {
    rule: inForce.id,
    because: [
      reason('exception', inForce.id),
      reason('reason', inForce.reason),
      reason('approved_by', inForce.approved_by),
      reason('expires', inForce.expires),
      reason('without_exception', said.status),
      ...said.because,
    ],
    since: inForce.approved_on ?? null,
    citations: said.citations,
    dates: { ...said.dates, expires: inForce.expires },
    ...(said.rows === undefined ? {} : { rows: said.rows }),
  });
}

const order = ['low', 'medium', 'high'];

/** Doubt lowers a violation to `review`: too little confidence, or nobody knows whose data it is. */
export function doubts(policy: Policy, finding: Finding, subject: Subject): string[] {
  const found: string[] = [];
  if (order.indexOf(finding.confidence) < order.indexOf(policy.min_confidence)) {
    found.push(reason('below_min_confidence', finding.confidence, policy.min_confidence));
  }
  if (subject === 'unknown' && policy.unknown_subject === 'review') found.push(reason('unknown_subject', 'review'));
  return found;
}
