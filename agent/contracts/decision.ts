/** What a person decided in a retention review. */
export const decisionKinds = ['keep', 'move', 'delete', 'false_alarm'] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/**
 * A decision on the findings of one line of a review: those that were there then, by id, wherever they are later. `keep`
 * and `false_alarm` are exceptions until their last day; `move` and `delete` are plans, which runs after it look at.
 */
export interface Decision {
  readonly id: string;
  /** Of the review's line. */
  readonly ref: string;
  readonly kind: DecisionKind;
  readonly decidedAt: string;
  readonly actor: string;
  /** The run that was reviewed. */
  readonly run: string;
  readonly category: string;
  /** Of the retention rule; null where none. */
  readonly rule: string | null;
  readonly reason: string;
  /** The last day on which an exception counts; null: it does not end. */
  readonly until: string | null;
  readonly findings: readonly DecidedFinding[];
  /** What the newest run that looked saw of a plan; null before. */
  readonly check: DecisionCheck | null;
}

/** A finding as it was when it was decided on. */
export interface DecidedFinding {
  readonly finding: string;
  readonly item: string;
  readonly source: string;
  readonly path: string;
  readonly part: string;
  readonly detector: string;
  readonly bytes: number;
  /** SHA-256 of the content as hex, null where it was not known. */
  readonly contentHash: string | null;
}

/**
 * Of the findings of a plan: `absent`: their folder was listed to its end and the file was not there, or the content was
 * read and holds it no more; `moved`: it is elsewhere now; `there`; `unknown`: not listed or not read.
 */
export interface DecisionCheck {
  readonly run: string;
  readonly at: string;
  readonly absent: number;
  readonly moved: number;
  readonly there: number;
  readonly unknown: number;
  /** Files that are there and have the content of one that is absent. */
  readonly copies: number;
}
