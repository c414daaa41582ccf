import type { Result } from '../contracts/rule.ts';

/**
 * A status gives a result. Where one status has two meanings, a number in the opinion (`when`) tells them apart.
 */
type Row = Result | { readonly result: Result; readonly when: Readonly<Record<string, Result>> };

/** What may be said under any rule. */
const common: Readonly<Record<string, Row>> = {
  /** A person with a name accepted it, with a reason and an end. */
  exception: 'allowed',
  /** A fact that the rule asks for was never gathered. */
  needs_rescan: 'unknown',
};

/** The one table: which result each status of each rule type gives. docs/policy.md explains each line. */
export const results: Readonly<Record<string, Readonly<Record<string, Row>>>> = {
  location: {
    ...common,
    approved: 'allowed',
    /** Not a subject or category that the policy watches by default. */
    out_of_scope: 'allowed',
    not_approved: 'violation',
    unknown_location: 'violation',
    approval_expired: 'violation',
    third_party_without_contract: 'violation',
    contract_expired: 'violation',
    /** Known to fail: a violation. Only not shown to be met (nothing attested, exposure unknown): not known. */
    requirement_failed: { result: 'violation', when: { onlyUnknown: 'unknown' } },
  },
  retention: {
    ...common,
    within: 'allowed',
    due_soon: 'allowed',
    permanent: 'allowed',
    on_hold: 'allowed',
    overdue: 'violation',
    possibly_overdue: 'review',
    /** Lawful while the hold lasts, due the day it ends. */
    hold_and_overdue: 'review',
    /** The duty to keep has ended, or the periodic review is due; nothing says it must go. */
    review_due: 'review',
    rule_conflict: 'review',
    unknown_trigger: 'unknown',
    no_rule: 'unknown',
    /** A contract that still runs is as it should be; a document from the future has a wrong clock. */
    future_trigger: { result: 'allowed', when: { clockError: 'unknown' } },
  },
  exposure: {
    ...common,
    ok: 'allowed',
    exposed: 'violation',
    unknown_exposure: 'unknown',
  },
};

/**
 * The result of an opinion.
 * @throws Error for a type or status that is not in the table: a new one must say what it means.
 */
export function resultOf(type: string, status: string, numbers: Readonly<Record<string, number>> = {}): Result {
  const row = results[type]?.[status];
  if (row === undefined) throw new Error(`no result for status ${status} of rule type ${type}`);
  if (typeof row === 'string') return row;
  for (const [number, result] of Object.entries(row.when)) {
    if ((numbers[number] ?? 0) !== 0) return result;
  }
  return row.result;
}
