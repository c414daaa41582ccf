import type { Confidence, Finding, PartDate, Subject } from './finding.ts';
import type { Facts } from './item.ts';
import type { Schema } from './schema.ts';
import type { RowsJudged, RowTrigger, StoredTable } from './table.ts';

export type Result = 'allowed' | 'violation' | 'review' | 'unknown';
export type Severity = 'critical' | 'high' | 'medium' | 'low' | 'info';
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

/** What a rule looks at: one finding, its item's facts and dates, and whose data it is. Stored facts only. */
export interface Judged {
  readonly finding: Finding;
  readonly facts: Facts;
  /** Of a table; `finding.part` then is `#` and the column. */
  readonly table?: StoredTable;
  /** Dates of the part, and of the item around it, with the part they belong to. */
  readonly dates: readonly PartDate[];
  /** All categories found in the same part, or anywhere in the same table, at medium or above, sorted. */
  readonly categoriesHere: readonly string[];
  readonly subject: Subject;
  readonly subjectEvidence: string;
  /** What a rule that asks for subjects takes it for: as `subject`, or what the policy says of an unknown one. */
  readonly subjectAs: Subject;
  /** Legal holds that cover it, released ones too, sorted by id. */
  readonly holds: readonly Hold[];
  /** The source's own settings a policy may ask about: `kind`, `path`. */
  readonly source: { readonly name: string; readonly kind: string };
  readonly confidence: Confidence;
}

/** A duty not to dispose, by its id in the policy. */
export interface Hold {
  readonly id: string;
  /** Issued and not released on the day of judging. */
  readonly active: boolean;
  readonly releasedOn: string | null;
}

/** A kind of rule. One file in `agent/rules/`, file name = type. Pure: the clock is an argument. */
export interface Rule<S> {
  readonly type: string;
  /** The rule's own section of the policy: a strict zod object whose keys join the policy's own. */
  readonly settings: Schema<S>;
  /** Facts a stored item must have; without one the verdict is `needs_rescan`. */
  readonly needs: readonly (keyof Facts | 'dates')[];
  /** One opinion, or null when the rule has nothing to say of this finding. */
  judge(judged: Judged, settings: S, now: Now): Opinion | null;
  /**
   * By which dates the rows of a table at this place must be counted before they can be judged.
   * @param timeZone the policy's
   */
  rowTriggers?(
    settings: S,
    place: { readonly source: string; readonly path: string },
    timeZone: string,
  ): readonly RowTrigger[];
}

/** The moment of judging, in the policy's time zone. ISO 8601 calendar date and instant. */
export interface Now {
  readonly date: string;
  readonly instant: string;
  readonly timeZone: string;
}

/** What one rule says of one finding. `agent/judge/results.ts` says which result each status gives. */
export interface Opinion {
  readonly status: string;
  /** The rule, location, hold or exception that decided, by its id in the policy. */
  readonly rule: string | null;
  /** In order, for a reader: codes with numbers, dates, ids from the policy and names of evidence; no content. */
  readonly because: readonly string[];
  /** Since when it has been so, as a date, where the rule knows. */
  readonly since: string | null;
  /** The law, contract or policy it rests on. */
  readonly citations: readonly string[];
  /** Numbers for the risk formula and reports: `daysOverdue`, `yearsOverdue`, … */
  readonly numbers: Readonly<Record<string, number>>;
  readonly dates: Readonly<Record<string, string>>;
  /** Of a table whose rows were counted by date. */
  readonly rows?: RowsJudged;
}

/** The policy's word on one finding under one rule. */
export interface Verdict extends Opinion {
  /** Keyed hash of finding and rule type: stable between runs. */
  readonly id: string;
  readonly finding: string;
  readonly type: string;
  readonly result: Result;
  readonly subject: Subject;
  readonly subjectEvidence: string;
  /** Of a violation only. */
  readonly severity: Severity | null;
  readonly risk: Risk | null;
}

/** The risk formula with every factor, as used. */
export interface Risk {
  readonly formula: string;
  readonly score: number;
  readonly impact: number;
  readonly likelihood: number;
  readonly factors: Readonly<Record<string, number>>;
  readonly persons: number;
  readonly personsFrom: 'fingerprints' | 'occurrences';
  readonly floor: string | null;
}
