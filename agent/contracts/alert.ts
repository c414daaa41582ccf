import type { AboutFinding, Found, NoticeVerdict, PolicyNamed } from './delivery.ts';
import type { Exposure } from './item.ts';
import type { Severity } from './rule.ts';

/** How grave it is: by this it is told whether something has become worse. */
export interface AlertLevel {
  /** What of the policy's alert level it has reached: `severity`, or the id of an entry. At least one, sorted. */
  readonly reasons: readonly string[];
  /** The worst of its violations. */
  readonly severity: Severity | null;
  readonly exposure: Exposure;
  /** About how many people. */
  readonly persons: number;
}

/** What there was to tell when it was raised. Its names are exact: whoever shows it hides them. No value, no fingerprint. */
export interface AlertEvidence {
  readonly about: AboutFinding;
  readonly found: Found;
  readonly verdicts: readonly NoticeVerdict[];
  readonly policy: PolicyNamed;
}

/** `again`: it was over, and is so again. */
export type AlertWhy = 'new' | 'worse' | 'again';

/** One finding that a person must know of at once. Times are ISO 8601 instants. */
export interface Alert extends AlertLevel {
  readonly id: string;
  readonly finding: string;
  readonly source: string;
  readonly why: AlertWhy;
  /** The run in which it was raised. */
  readonly run: string;
  /** When it reached the level for the first time. */
  readonly detectedAt: string;
  readonly raisedAt: string;
  /** How often it was raised: new, worse, again. */
  readonly raised: number;
  /** When a destination first had it. */
  readonly deliveredAt: string | null;
  /** How often it was told again since it was raised, and when it will be; null once it is acknowledged. */
  readonly reminded: number;
  readonly remindAt: string | null;
  readonly acknowledged: Acknowledged | null;
  /** Since when it is not so any more. It is told again all the same, until somebody has acknowledged it. */
  readonly endedAt: string | null;
  readonly evidence: AlertEvidence;
}

export interface Acknowledged {
  readonly at: string;
  readonly by: string;
  readonly note: string;
}

/** What is known of alerts. */
export interface Alerts {
  /** Newest first. */
  all(): Promise<readonly Alert[]>;
  /** All whose id begins so. */
  find(idOrPrefix: string): Promise<readonly Alert[]>;
  /** Of all, what it takes to tell whether something is new or worse. */
  levels(): Promise<readonly (AlertLevel & { readonly finding: string; readonly endedAt: string | null })[]>;
  /** To be told again by now (with milliseconds, as `remindAt` is), oldest first; at most `most`. */
  due(now: string, most: number): Promise<readonly Alert[]>;
  /** When the next one is to be told again. */
  next(): Promise<string | null>;
  /** Findings with an alert that has not ended and that the store holds no more. */
  gone(): Promise<readonly Alert[]>;
}
