import type { Result, Severity } from './rule.ts';
import type { Safe } from './sensitive.ts';
import type { Run } from './store.ts';

/**
 * Why a finding is open now and was not before. `added`: its file or table was not there. `covered`: it was there, and
 * not read. `detector`: the same content, read by newer detectors. `exposure`: others may read it now. `date`: nothing
 * has changed but the day.
 */
export const openedBecause = [
  ...['added', 'moved', 'changed', 'covered', 'detector', 'policy', 'exception_ended', 'exposure', 'date'],
] as const;
/**
 * Why it is open no more. `deleted`: with its file or table. `moved`: to a place where nothing speaks against it.
 * `not_covered`: left out, not read or not listed now, so that nobody knows.
 */
export const closedBecause = [
  ...['deleted', 'moved', 'changed', 'policy', 'excepted', 'detector', 'not_covered', 'exposure', 'date'],
] as const;
/** What is different of one that is open as before. */
export const stillBut = ['moved', 'worse', 'milder'] as const;

export type DifferenceKind = 'new' | 'gone' | 'still';

/**
 * One finding that stands otherwise than at an earlier run. **Open** is what somebody has to look at: a finding with a
 * verdict `violation` or `review` or, of a run that was not judged, any finding. What is open as it was is only counted.
 */
export interface Difference {
  readonly kind: DifferenceKind;
  /** Of `openedBecause`, `closedBecause` or `stillBut`, by kind. */
  readonly because: string;
  readonly finding: string;
  readonly item: string;
  readonly source: string;
  /** Where it is or, when it is gone, was. */
  readonly path: string;
  readonly part: Safe;
  readonly detector: string;
  readonly category: string;
  /** Of a column of a table. */
  readonly isTable: boolean;
  /** Null where it was not known, or is no more. */
  readonly was: Standing | null;
  readonly now: Standing | null;
}

/** How a finding stood at a run: the worst of its verdicts. */
export interface Standing {
  readonly source: string;
  readonly path: string;
  /** Matches. */
  readonly count: number;
  /** Null where no rule had something to say, or none was asked; the next three then are null as well. */
  readonly result: Result | null;
  readonly severity: Severity | null;
  readonly type: string | null;
  readonly status: string | null;
}

/** Two runs compared, source by source in order of name. */
export interface RunDifference {
  readonly run: Run;
  readonly sources: readonly SourceDifference[];
}

export interface SourceDifference {
  readonly source: string;
  /** The run that it is compared with; null at the first run of a source, of which nothing is new or gone. */
  readonly since: Run | null;
  /** Open findings now: `new` and `still`, or all of a first run. */
  readonly open: number;
  /** By reason, without those that are 0. */
  readonly new: Readonly<Record<string, number>>;
  readonly gone: Readonly<Record<string, number>>;
  /** Open as before: all of them, and those that are different in something. */
  readonly still: number;
  readonly stillBut: Readonly<Record<string, number>>;
}

/** As readers are told, after a number: `3 in files that were not there`. */
export const differenceWords: Readonly<Record<DifferenceKind, Readonly<Record<string, string>>>> = {
  new: {
    added: 'in files or tables that were not there',
    moved: 'moved here from a place where nothing spoke against it',
    changed: 'in content that has changed',
    covered: 'not read before',
    detector: 'recognised by newer detectors',
    policy: 'by a change of the policy',
    exception_ended: 'an exception has ended',
    exposure: 'more accounts may read it',
    date: 'a date has passed',
  },
  gone: {
    deleted: 'deleted',
    moved: 'moved to an approved place',
    changed: 'no more in the content, which has changed',
    policy: 'allowed by a change of the policy',
    excepted: 'excepted',
    detector: 'recognised differently by newer detectors',
    not_covered: 'no longer covered: left out, not read or not listed',
    exposure: 'fewer accounts may read it',
    date: 'a date has passed',
  },
  still: {
    moved: 'moved',
    worse: 'of a higher severity',
    milder: 'of a lower severity',
  },
};
