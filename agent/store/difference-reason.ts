import type { Result, Severity } from '../contracts/rule.ts';
import { severities } from '../contracts/rule.ts';

/** How a finding stands: kept from one comparison to the next. */
export interface Stand {
  readonly source: number | string;
  readonly path: string;
  readonly is_table: number;
  readonly count: number;
  readonly score: number;
  readonly exposure: string;
  readonly result: Result | null;
  readonly severity: Severity | null;
  readonly type: string | null;
  readonly status: string | null;
  readonly excepted: number;
  readonly open: number;
  readonly covered: number;
}

type Weighed = Pick<Stand, 'source' | 'path' | 'result' | 'severity'>;

/** What happened to an item since the run that is compared with. */
export interface Events {
  readonly added: boolean;
  readonly changed: boolean;
  readonly recipe: boolean;
  readonly covered: boolean;
  readonly facts: boolean;
}

/** What has become of the item of a finding that is not there now. */
export type Fate = 'gone' | 'left_out' | 'not_read' | 'read';

/** Why a finding is open that was not. @param policy another one than then */
export function whyOpened(was: Stand | null, now: Stand, events: Events, policy: boolean): string {
  if (was === null) {
    if (events.added) return 'added';
    if (events.covered) return 'covered';
    return events.changed || !events.recipe ? 'changed' : 'detector';
  }
  if (was.covered === 0) return events.changed ? 'changed' : 'covered';
  if (hasMoved(was, now)) return 'moved';
  if (was.excepted === 1 && now.excepted === 0 && !policy) return 'exception_ended';
  return whyJudgedOtherwise(was, now, events, policy);
}

/** Why one is open no more, of which something is still found. */
export function whyClosed(was: Stand, now: Stand, events: Events, policy: boolean): string {
  if (hasMoved(was, now)) return 'moved';
  if (now.excepted === 1 && was.excepted === 0) return 'excepted';
  return whyJudgedOtherwise(was, now, events, policy);
}

/** Why one is open no more of which nothing is found. */
export function whyGone(fate: Fate, events: Events): string {
  if (fate === 'gone') return 'deleted';
  if (fate !== 'read') return 'not_covered';
  return events.changed || !events.recipe ? 'changed' : 'detector';
}

/** What is different of one that is open as before, or null. */
export function howDifferent(was: Weighed, now: Weighed): string | null {
  if (hasMoved(was, now)) return 'moved';
  const [before, after] = [weightOf(was), weightOf(now)];
  return before === after ? null : after > before ? 'worse' : 'milder';
}

function whyJudgedOtherwise(was: Stand, now: Stand, events: Events, policy: boolean): string {
  const foundOtherwise = was.count !== now.count || was.score !== now.score;
  if (events.changed) return 'changed';
  if (events.recipe && foundOtherwise) return 'detector';
  if (policy) return 'policy';
  // The facts of a table are its rows by date, too, and who may read its columns.
  if (was.exposure !== now.exposure || (events.facts && (was.type ?? now.type) === 'exposure')) return 'exposure';
  if (events.facts && now.is_table === 1) return 'changed';
  return events.recipe ? 'detector' : 'date';
}

/** A violation by its severity; what only may be one is below all of them. */
function weightOf({ result, severity }: Weighed): number {
  if (result !== 'violation' || severity === null) return 0;
  return severities.length - severities.indexOf(severity);
}

type Placed = Pick<Stand, 'source' | 'path'>;
const hasMoved = (was: Placed, now: Placed) => was.path !== now.path || was.source !== now.source;
