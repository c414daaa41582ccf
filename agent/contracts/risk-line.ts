import type { Confidence } from './finding.ts';
import type { Exposure } from './item.ts';
import type { Risk, Severity } from './rule.ts';

/**
 * One line of a risk register: violations of one kind, of one kind of data, in one place. Its risk is that of its gravest
 * violation, as if it were of all the line's persons: so it is never below that of any of its violations, and grows with
 * each of them.
 */
export interface RiskLine {
  /** Keyed hash of place, category and violation: the same in every run, whatever else is found. */
  readonly id: string;
  /** `source` and `everywhere` gather the places that have no line of their own. */
  readonly scope: 'place' | 'source' | 'everywhere';
  /** As shown; null where it is about several. */
  readonly source: string | null;
  /** As shown: `share/CRM`, `crm/public/customers`, `share (other places)`. */
  readonly place: string;
  /** How many places are in it: 1 unless it gathers others. */
  readonly places: number;
  /** The first steps of the categories: `user.financial`; `any` where kinds of data are gathered. */
  readonly category: string;
  /** Type and status of the violated rule. */
  readonly type: string;
  readonly status: string;
  /** Files and tables. */
  readonly items: number;
  readonly findings: number;
  readonly matches: number;
  /** Of each item the finding with most, added up: somebody who is in two files counts twice. */
  readonly persons: number;
  readonly severity: Severity;
  /** With every factor, as used for the whole line. */
  readonly risk: Risk;
  /** From 1 to 5, cut at .2, .4, .6 and .8. */
  readonly impact: number;
  readonly likelihood: number;
  /** Rules of the policy that say so; at most ten, by id. */
  readonly rules: readonly string[];
  readonly citations: readonly string[];
  /** Of files and tables; at most three, by name. */
  readonly owners: readonly string[];
  /** The widest of its items'. */
  readonly exposure: Exposure;
  /** The earliest day since when, where a rule knows. */
  readonly since: string | null;
  /** The most of any. */
  readonly daysOverdue: number | null;
  /** The highest of its findings. */
  readonly confidence: Confidence;
  /** Id of the finding whose risk is the highest: for `wayward explain`. */
  readonly gravest: string;
}

export interface RiskLines {
  /** Worst first; at most as many as the policy wants. */
  readonly lines: readonly RiskLine[];
  /** Places with violations, by category and violation, before any were gathered. */
  readonly before: number;
}
