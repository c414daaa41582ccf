import type { DocumentDate } from './extractor.ts';
import type { Waits } from './pace.ts';
import type { Problem } from './problem.ts';
import type { Fingerprint, Safe } from './sensitive.ts';
import type { RowDates } from './table.ts';

export type Subject = 'customer' | 'employee' | 'other' | 'unknown';
export type Confidence = 'high' | 'medium' | 'low';

/** One reason for or against, in log10 odds. `what` is a code of ours with ids or numbers, never content. */
export interface Evidence {
  readonly code: string;
  readonly weight: number;
  /** What it refers to: a label's language, a rate. Safe by construction. */
  readonly note?: string;
}

/**
 * What a worker says of one detector in one part and column of an item: mergeable counters, so that nothing depends
 * on how an item was cut. `settle` (agent/detect/settle.ts) makes findings of them.
 */
export interface Tally {
  readonly detector: string;
  readonly category: string;
  /** Nested part, '' for the item itself: `mail.eml!/list.csv` is `list.csv`. */
  readonly part: Safe;
  /** Column or field name; '' in running text. */
  readonly column: Safe;
  /** Non-empty cells of that column that were looked at; 0 in running text. */
  readonly seen: number;
  /** Of those, the ones that had the detector's shape from end to end, valid or not: what agreement is measured on. */
  readonly fitted?: number;
  /** Candidates that have the same evidence, most telling first. */
  readonly groups: readonly TallyGroup[];
  /** Words near matches and in names that tell whose data it is. */
  readonly subjects: { readonly customer: number; readonly employee: number };
  /** Of all matches but test values; absent where there is no customer register, or nothing is in it. */
  readonly register?: TallyRegister;
}

/** See `RegisterCount`. */
export interface TallyRegister {
  readonly matches: number;
  readonly supported: number;
  /** Numbers below 2^32 that stand for different customers: all of them up to a bound, then the smallest. In order. */
  readonly customers: readonly number[];
  /** Estimate when over the bound; else the number of `customers`. */
  readonly distinct: number;
}

export interface TallyGroup {
  readonly evidence: readonly Evidence[];
  /** Sum of the evidence: log10 odds before the column has its say. */
  readonly logOdds: number;
  readonly count: number;
  /** Of `count`, how many were counted by their form, as cells like those that were checked. */
  readonly byForm?: number;
  /** Set when these are test values: the reason. */
  readonly suppressed: string | null;
  /** Exact up to a bound, then the smallest by fingerprint (bottom-k). */
  readonly fingerprints: readonly Fingerprint[];
  /** Of each fingerprint, its place in [0, 1) by which the smallest are chosen. In memory only, never stored. */
  readonly ranks?: readonly number[];
  /** Estimate when over the bound; else the number of fingerprints. */
  readonly distinct: number;
  /** First few places, in order: `Sheet1!B7`, `line 12`, `page 3`. */
  readonly places: readonly Safe[];
}

/** What leaves a worker about one item. Plain and cloneable; holds no value. */
export interface Outcome {
  readonly order: number;
  readonly status: 'read' | 'partly' | 'unread' | 'excluded';
  /** Kind of content (`pdf`, `text`, `zip` …), null when it could not be opened. */
  readonly kind: string | null;
  /** SHA-256 of the content as hex, null when it was not read to the end. */
  readonly contentHash: string | null;
  readonly bytesRead: number;
  /** False when reading may have moved the access time. */
  readonly untouched: boolean;
  readonly problems: readonly Problem[];
  readonly tallies: readonly Tally[];
  readonly dates: readonly PartDate[];
  /** What of shapes it held (agent/detect/traits.ts); left out where nobody looked. */
  readonly traits?: number;
  /** Of a piece of a table. */
  readonly rows?: PieceRows;
  readonly rowDates?: RowDates;
  /** How long its source let it wait: for the pace of the scan, no part of the answer. */
  readonly waits?: Waits;
}

/** What a piece of a table held. */
export interface PieceRows {
  readonly rows: number;
  /** Different blocks that they came from; null where they are not counted. */
  readonly blocks: number | null;
}

export interface PartDate extends Omit<DocumentDate, 'type'> {
  readonly part: Safe;
}

/** What was recognised of one kind in one part of an item. */
export interface Finding {
  /** Keyed hash of source, item, part and detector: stable between runs; confidence is no part of it. */
  readonly id: string;
  readonly source: string;
  readonly path: string;
  readonly part: Safe;
  readonly detector: string;
  readonly category: string;
  readonly confidence: Confidence;
  /** 0-100: the probability, in per cent. */
  readonly score: number;
  /** Matches at medium or above; all of them when none is. Suppressed ones are not in it. */
  readonly count: number;
  readonly counts: {
    readonly high: number;
    readonly medium: number;
    readonly low: number;
    readonly suppressed: number;
  };
  /** Different values among `count`. */
  readonly distinct: number;
  readonly distinctIsEstimate: boolean;
  readonly because: readonly Evidence[];
  readonly at: readonly Safe[];
  readonly columns: readonly Safe[];
  readonly subjects: { readonly customer: number; readonly employee: number };
  readonly fingerprints: readonly Fingerprint[];
  /** Of a column: what the count means for the whole table. */
  readonly column?: ColumnCount;
  /** What the customer register says of its values; absent where there is no register, or none of them is in it. */
  readonly register?: RegisterCount;
}

/** Values that are in the customer register, at any confidence; test values are not counted. */
export interface RegisterCount {
  /**
   * Matches that are a customer's: identifiers (e-mail, phone, account, customer number …) by themselves; names, dates of
   * birth and addresses only beside an identifier of the same customer, or a name beside its date of birth.
   */
  readonly matches: number;
  /** Of these, the ones beside which another value of the same customer stands: in the row, or near by in running text. */
  readonly supported: number;
  /** Different customers among them. A value that several share counts as one customer's. */
  readonly customers: number;
  readonly customersIsEstimate: boolean;
}

export interface ColumnCount {
  /** Some cells were counted by their form alone: `count` is extrapolated from those that were checked. */
  readonly countIsEstimate: boolean;
  /** Cells of the column that were looked at and not empty. */
  readonly cells: number;
  /** Matches in the whole table: `count` when all was read, else extrapolated; null when its size is not known. */
  readonly estimate: number | null;
}
