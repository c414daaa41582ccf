/** What of the policy a report shows: what was decided in it, when it ends, and every weight by which risk was counted. */
export interface ShownPolicy {
  readonly title: string;
  readonly hash: string;
  readonly timezone: string;
  readonly minConfidence: string;
  readonly unknownSubject: string;
  /** Every rule, in order of the policy. */
  readonly rules: readonly ShownRule[];
  /** Approvals, contracts, holds, exceptions and reviews: what has an end, or somebody to answer for it. */
  readonly decisions: readonly ShownDecision[];
  /** Of the risk formula, by name; the numbers as used. */
  readonly weights: readonly { readonly name: string; readonly value: number }[];
}

export interface ShownRule {
  readonly id: string;
  /** Type of rule: `retention`. */
  readonly type: string;
  /** Null where its kind has none. */
  readonly version: number | null;
  readonly title: string | null;
  /** What it says, as `keep P6Y, delete P10Y`. */
  readonly says: string;
  readonly citations: readonly string[];
  readonly owner: string | null;
  readonly disposition: string | null;
}

export interface ShownDecision {
  readonly kind:
    | 'approval'
    | 'contract'
    | 'hold'
    | 'exception'
    | 'deletion'
    | 'move'
    | 'retention_review'
    | 'policy_review';
  readonly id: string;
  /** A title, a matter, a reason. */
  readonly about: string | null;
  /** Who approved or issued it, or answers for it. */
  readonly by: string | null;
  /** ISO dates; null where the policy says none. */
  readonly since: string | null;
  /** The last day on which it counts, or by which it is to be looked at again. */
  readonly until: string | null;
  /** Of the day of judging: `due` within 90 days, `ended` past its day, `released`, `done` of a plan that a scan has verified, else `open` (no end) or `in_force`. */
  readonly state: 'in_force' | 'open' | 'due' | 'ended' | 'released' | 'done';
}
