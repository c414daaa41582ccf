import type { Facts } from '../contracts/item.ts';
import { type Risk, type Severity, severities } from '../contracts/rule.ts';
import { categoryKey, longestPrefix, placesHold } from './match.ts';
import { defaultWeights, gravest, identifiability, sensitivity, type Weights } from './weights.ts';

/** Who can read it, as the formula knows it. Facts give no `public`: the policy names such places. */
export type Reach = 'owner' | 'need_to_know' | 'group' | 'everyone' | 'public' | 'unknown';

/** What the formula is fed with; all of it is printed. */
export interface Situation {
  /** 1-4. */
  readonly sensitivity: number;
  /** 0.25-1. */
  readonly identifiability: number;
  readonly persons: number;
  readonly personsFrom: Risk['personsFrom'];
  readonly reach: Reach;
  readonly notApproved: boolean;
  readonly encryptionAbsent: boolean;
  readonly noContract: boolean;
  readonly yearsOverdue: number;
}

/**
 * Formula v1: score = round(100 × impact × likelihood), 0-100.
 *
 * impact = min(1, 0.75 × sensitivity × identifiability / 4 + 0.25 × min(1, log10(persons + 1) / 5));
 * likelihood = 1 − Π(1 − fᵢ) over exposure, location, encryption, retention and third party.
 * Confidence and coverage are told beside it, never multiplied into it.
 */
export function assess(of: Situation, weights: Weights = defaultWeights): { risk: Risk; severity: Severity } {
  const volume = volumeOf(of.persons);
  const impact = impactOf(of.sensitivity, of.identifiability, volume, weights);
  const odds = {
    exposure: weights.exposure[of.reach],
    location: of.notApproved ? weights.location : 0,
    encryption: of.encryptionAbsent ? weights.encryption : 0,
    retention: Math.min(weights.retention.most, weights.retention.per_year * Math.max(0, of.yearsOverdue)),
    thirdParty: of.noContract ? weights.third_party : 0,
  };
  const likelihood = 1 - Object.values(odds).reduce((product, factor) => product * (1 - factor), 1);
  const score = bounded(100 * impact * likelihood);
  const { severity, floor } = raise(levelOf(score, weights), of);
  return {
    severity,
    risk: {
      formula: isDefault(weights) ? 'v1' : 'v1 with the policy’s weights',
      score,
      impact: short(impact),
      likelihood: short(likelihood),
      factors: shortAll({ sensitivity: of.sensitivity, identifiability: of.identifiability, volume, ...odds }),
      persons: of.persons,
      personsFrom: of.personsFrom,
      floor,
    },
  };
}

/**
 * The same risk as if it were of so many persons, for a line that gathers violations; every other factor stays. Never
 * below what it was.
 */
export function ofPersons(
  before: { readonly risk: Risk; readonly severity: Severity },
  persons: number,
  weights: Weights = defaultWeights,
): { risk: Risk; severity: Severity } {
  const { risk } = before;
  const { sensitivity: s = 1, identifiability: i = 1, volume: known = 0, ...odds } = risk.factors;
  const volume = Math.max(known, volumeOf(persons));
  const impact = Math.max(risk.impact, impactOf(s, i, volume, weights));
  const score = Math.max(risk.score, bounded(100 * impact * risk.likelihood));
  const level = levelOf(score, weights);
  const severity = severities.indexOf(level) < severities.indexOf(before.severity) ? level : before.severity;
  const factors = shortAll({ sensitivity: s, identifiability: i, volume, ...odds });
  const floor = severity === level ? null : risk.floor;
  return { severity, risk: { ...risk, score, impact: short(impact), factors, persons, floor } };
}

const volumeOf = (persons: number) => Math.min(1, Math.log10(persons + 1) / 5);
const impactOf = (s: number, i: number, volume: number, { impact }: Weights) =>
  Math.min(1, impact.data * ((s * i) / 4) + impact.volume * volume);
const bounded = (score: number) => Math.min(100, Math.max(0, Math.round(score)));

/** Five bands, for registers that know no more: cut at .2, .4, .6 and .8. */
export function bandOf(value: number): number {
  return 1 + [0.2, 0.4, 0.6, 0.8].filter((cut) => value >= cut).length;
}

export function levelOf(score: number, weights: Weights = defaultWeights): Severity {
  const { low, medium, high, critical } = weights.levels;
  if (score >= critical) return 'critical';
  if (score >= high) return 'high';
  if (score >= medium) return 'medium';
  return score >= low ? 'low' : 'info';
}

/** Floors lift the severity, never the score, and are named when they did. */
function raise(severity: Severity, of: Situation): { severity: Severity; floor: string | null } {
  const floors: [boolean, Severity, string][] = [
    [of.reach === 'public' && of.sensitivity >= gravest, 'critical', 'public_special_category'],
    [of.reach === 'public', 'high', 'public'],
    [of.noContract, 'medium', 'third_party_without_contract'],
  ];
  for (const [applies, least, name] of floors) {
    if (applies && severities.indexOf(least) < severities.indexOf(severity)) return { severity: least, floor: name };
  }
  return { severity, floor: null };
}

/** Sensitivity of a category: the longest prefix of the policy's lines and ours; the policy's wins a tie. */
export function sensitivityOf(category: string, weights: Weights = defaultWeights): number {
  return lookUp({ ...sensitivity, ...keyed(weights.sensitivity) }, category, 1);
}

/**
 * Identifiability of a category. Two different kinds of data on the same people, of which one names or reaches them,
 * identify directly: a list of names with mail addresses.
 */
export function identifiabilityOf(
  category: string,
  categoriesHere: readonly string[],
  weights: Weights = defaultWeights,
): number {
  const table = { ...identifiability, ...keyed(weights.identifiability) };
  const together = new Set([category, ...categoriesHere]);
  const naming = [...together].some((key) => lookUp(table, key, 0.5) >= 0.75);
  return together.size > 1 && naming ? 1 : lookUp(table, category, 0.5);
}

/**
 * Exposure as the formula knows it. A group's size is not known, so a group counts as a large one unless the policy
 * lists it as small and the permission bits alone decide.
 */
export function reachOf(facts: Facts, source: string, path: string, weights: Weights = defaultWeights): Reach {
  if (placesHold(weights.public_places, source, path)) return 'public';
  const { exposure, exposureFrom, group } = facts;
  const small = group !== null && exposureFrom === 'mode' && weights.need_to_know_groups.includes(group);
  return exposure === 'group' && small ? 'need_to_know' : (exposure ?? 'unknown');
}

function lookUp(table: Readonly<Record<string, number>>, category: string, otherwise: number): number {
  const prefix = longestPrefix(Object.keys(table), category);
  return prefix === null ? otherwise : (table[prefix] ?? otherwise);
}

const keyed = (table: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(table).map(([key, value]) => [categoryKey(key), value]));

function isDefault(weights: Weights): boolean {
  const numbers = ({ need_to_know_groups: _, public_places: __, lines: ___, ...rest }: Weights) => JSON.stringify(rest);
  return weights === defaultWeights || numbers(weights) === numbers(defaultWeights);
}

/** Four places: enough to check by hand, the same on every machine. */
const short = (value: number) => Math.round(value * 1e4) / 1e4;
const shortAll = (of: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, short(value)]));

/** How a report gathers violations: as the policy says. @param id of a line, from what it is about */
export function riskLinesBy(weights: Weights, id: (...about: readonly string[]) => string) {
  type Assessed = Parameters<typeof ofPersons>[0];
  return {
    ...weights.lines,
    id,
    band: bandOf,
    ofPersons: (of: Assessed, persons: number) => ofPersons(of, persons, weights),
  };
}
