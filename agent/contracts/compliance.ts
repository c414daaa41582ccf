/** A requirement of a law or a standard, as far as places, periods and readers are evidence of it. */
export interface Requirement {
  /** `GDPR Art. 5(1)(e)`: framework, and where it stands. */
  readonly id: string;
  readonly framework: string;
  readonly title: string;
  /** What is evidence of it, unless rules of the policy name what they serve. Empty: only rules that name it. */
  readonly served: readonly Served[];
}

/** Verdicts of one type of rule: all of them, or those on some kinds of data or on one aspect of a place. */
export interface Served {
  readonly type: 'location' | 'retention' | 'exposure';
  /** Prefixes; left out: any personal data. */
  readonly categories?: readonly string[];
  /** Left out: whether the place is approved at all. */
  readonly aspect?: 'third_party' | 'encryption' | 'tls' | 'access' | 'region';
}

export interface ComplianceOptions {
  readonly requirements: readonly Requirement[];
  /** Rules and locations of the policy by id: what they serve, where they say so. */
  readonly rules: ReadonlyMap<string, { readonly type: string; readonly serves: readonly string[] | null }>;
}

/** What a run says of a requirement: evidence for those who judge, no judgement on compliance as a whole. */
export interface ComplianceRow {
  readonly id: string;
  readonly framework: string;
  readonly title: string;
  readonly result: 'pass' | 'fail' | 'not_determined';
  /** Why it is not determined. */
  readonly why: 'no_rule' | 'incomplete' | 'open' | null;
  /** Rules and locations of the policy that serve it, by id. */
  readonly rules: readonly string[];
  /** Verdicts that are evidence of it. */
  readonly allowed: number;
  readonly violation: number;
  readonly review: number;
  readonly unknown: number;
}
