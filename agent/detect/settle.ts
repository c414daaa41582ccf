import type { Confidence, Evidence, Finding, RegisterCount, Tally, TallyGroup } from '../contracts/finding.ts';
import type { Safe } from '../contracts/sensitive.ts';
import { joinSamples } from './distinct.ts';
import { joinRegister } from './register-match.ts';
import { keyOf } from './tallies.ts';
import { bandOf, floor, round2, scoreOf, weakMost, weights } from './weights.ts';

/** A finding before it belongs to an item. */
export type Settled = Omit<Finding, 'id' | 'source' | 'path'>;

export interface SettleOptions {
  readonly detectors: ReadonlyMap<string, { readonly falseAccept: number }>;
}

const mostPlaces = 10;
/** One check digit: what random numbers pass that are right in all other respects. */
const sharedChance = 0.12;

/** Two halves of one item as if they had been counted together; `a` came first. */
export function mergeTallies(a: readonly Tally[], b: readonly Tally[]): Tally[] {
  const merged = new Map<string, Tally>();
  for (const tally of [...a, ...b]) {
    const key = `${tally.part}\0${tally.column}\0${tally.detector}`;
    const before = merged.get(key);
    merged.set(key, before === undefined ? tally : mergeTwo(before, tally));
  }
  return [...merged].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, tally]) => tally);
}

function mergeTwo(a: Tally, b: Tally): Tally {
  const groups = new Map<string, TallyGroup>();
  for (const group of [...a.groups, ...b.groups]) {
    const key = keyOf(group.evidence, group.suppressed);
    const before = groups.get(key);
    groups.set(key, before === undefined ? group : mergeGroups(before, group));
  }
  return {
    ...a,
    seen: a.seen + b.seen,
    ...(a.fitted === undefined && b.fitted === undefined ? {} : { fitted: (a.fitted ?? 0) + (b.fitted ?? 0) }),
    groups: [...groups].sort(([k, x], [l, y]) => y.logOdds - x.logOdds || (k < l ? -1 : 1)).map(([, group]) => group),
    subjects: {
      customer: a.subjects.customer + b.subjects.customer,
      employee: a.subjects.employee + b.subjects.employee,
    },
    ...joinRegister(a.register, b.register),
  };
}

function mergeGroups(a: TallyGroup, b: TallyGroup): TallyGroup {
  return {
    ...a,
    count: a.count + b.count,
    ...(a.byForm === undefined && b.byForm === undefined ? {} : { byForm: (a.byForm ?? 0) + (b.byForm ?? 0) }),
    places: [...new Set([...a.places, ...b.places])].slice(0, 5),
    ...joinSamples([a, b]),
  };
}

/**
 * Tallies of one item as findings: one for each part and detector, in that order. Pure. Here a column has its say: how
 * many of its values pass the check, against how many would by chance.
 */
export function settle(tallies: readonly Tally[], options: SettleOptions): Settled[] {
  const byFinding = new Map<string, Tally[]>();
  for (const tally of mergeTallies(tallies, [])) {
    const key = `${tally.part}\0${tally.detector}`;
    const list = byFinding.get(key);
    if (list === undefined) byFinding.set(key, [tally]);
    else list.push(tally);
  }
  const settled: Settled[] = [];
  for (const [, list] of [...byFinding].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const finding = settleOne(list, options);
    if (finding !== null) settled.push(finding);
  }
  return settled;
}

/** A group with what its column adds. */
interface Scored {
  readonly group: TallyGroup;
  readonly column: Safe;
  readonly because: readonly Evidence[];
  readonly score: number;
  readonly band: Confidence;
}

function settleOne(tallies: readonly Tally[], options: SettleOptions): Settled | null {
  const first = tallies[0]!;
  const scored = tallies
    .flatMap((tally) => {
      const agreement = agreementOf(tally, options.detectors.get(tally.detector)?.falseAccept);
      const doubtful = isDoubtful(tally);
      return tally.groups.map((group) => score(group, tally.column, agreement, doubtful));
    })
    .filter(({ score }) => score >= floor)
    .sort((a, b) => b.score - a.score);
  if (scored.length === 0) return null;
  const live = scored.filter(({ group }) => group.suppressed === null);
  const sure = live.filter(({ band }) => band !== 'low');
  const counted = sure.length > 0 ? sure : live;
  const best = counted[0];
  const shown = best === undefined ? scored : counted;
  const sample = joinSamples(counted.map(({ group }) => group));
  const inBand = (band: Confidence) => sum(live.filter((one) => one.band === band).map(({ group }) => group.count));
  return {
    part: first.part,
    detector: first.detector,
    category: first.category,
    confidence: best?.band ?? 'low',
    score: best?.score ?? 0,
    count: sum(counted.map(({ group }) => group.count)),
    counts: {
      high: inBand('high'),
      medium: inBand('medium'),
      low: inBand('low'),
      suppressed: sum(scored.filter(({ group }) => group.suppressed !== null).map(({ group }) => group.count)),
    },
    // An estimate may lie above what there is.
    distinct: Math.min(
      sample.distinct,
      Math.max(sample.fingerprints.length, sum(counted.map(({ group }) => group.count))),
    ),
    distinctIsEstimate: sample.distinct > sample.fingerprints.length,
    because: best?.because ?? suppressedBecause(scored[0]!),
    at: [...new Set(shown.flatMap(({ group }) => group.places))].slice(0, mostPlaces),
    columns: [...new Set(shown.map(({ column }) => column))].filter((column) => column !== '').sort(),
    subjects: {
      customer: sum(tallies.map(({ subjects }) => subjects.customer)),
      employee: sum(tallies.map(({ subjects }) => subjects.employee)),
    },
    fingerprints: sample.fingerprints,
    ...registerOf(tallies),
  };
}

function registerOf(tallies: readonly Tally[]): { readonly register?: RegisterCount } {
  const joined = tallies.map(({ register }) => register).reduce((a, b) => joinRegister(a, b).register, undefined);
  if (joined === undefined) return {};
  const { matches, supported, customers, distinct } = joined;
  return { register: { matches, supported, customers: distinct, customersIsEstimate: distinct > customers.length } };
}

/** Log10 odds of a check that tells: for a name, that people are called so. */
const telling = 1.3;
/** Of the cells of a column that is only called `name`, the least share that people must be called. */
const leastTelling = 0.3;

/** A column that could be of anything by its name, and holds little that tells: names of products, of cities. */
function isDoubtful({ seen, groups }: Tally): boolean {
  const bare = groups.filter(({ evidence }) => evidence.some(({ code, note }) => code === 'column' && note === 'bare'));
  if (bare.length === 0) return false;
  const known = bare.filter(({ evidence }) =>
    evidence.some(({ code, weight }) => code === 'check' && weight >= telling),
  );
  return sum(known.map(({ count }) => count)) < leastTelling * seen;
}

function score(group: TallyGroup, column: Safe, agreement: Evidence | null, doubtful: boolean): Scored {
  if (doubtful && group.evidence.some(({ note }) => note === 'bare')) {
    const because = [...group.evidence, { code: 'column_bare', weight: weights.columnBare }];
    const score = Math.min(scoreOf(round2(group.logOdds + weights.columnBare)), weakMost);
    return { group, column, because, score, band: bandOf(score) };
  }
  const says = agreement !== null && has(group, 'fills') ? agreement : null;
  const because = says === null ? group.evidence : [...group.evidence, says];
  const raw = scoreOf(round2(group.logOdds + (says?.weight ?? 0)));
  // A weak check is carried by a label, a name or a column that agrees, or stays low.
  const capped = has(group, 'weak') && (says === null || says.weight < 1) ? Math.min(raw, weakMost) : raw;
  return { group, column, because, score: capped, band: bandOf(capped) };
}

function suppressedBecause({ group, because }: Scored): readonly Evidence[] {
  return [...because, { code: 'suppressed', weight: 0, note: group.suppressed ?? '' }];
}

/**
 * What a column's values say together. Of `fitted` cells that have the detector's shape from end to end, how many
 * pass its check beyond what would by chance (falseAccept)? Few different values are little evidence.
 */
export function agreementOf(tally: Tally, falseAccept: number | undefined): Evidence | null {
  if (falseAccept === undefined || falseAccept >= 1 || tally.seen === 0) return null;
  const filling = tally.groups.filter((group) => has(group, 'fills'));
  const valid = sum(filling.map(({ count }) => count));
  const fitted = Math.max(tally.fitted ?? tally.seen, valid);
  if (valid === 0 || fitted < 3) return null;
  // Values of one column share their beginnings, which passes the other parts of a check for all of them.
  const chance = Math.max(falseAccept, sharedChance);
  const rate = valid / fitted;
  const different = Math.min(valid, joinSamples(filling).distinct);
  const n = (fitted * different) / valid;
  const weight = agreementWeight(rate, chance, different, n, falseAccept < 0.01 ? -1 : weights.agreementLeast);
  if (weight === 0) return null;
  return { code: 'agreement', weight, note: `${Math.round(rate * 100)}%` };
}

function agreementWeight(rate: number, chance: number, different: number, n: number, least: number): number {
  // The share of the valid values that are no accident.
  const real = Math.max(0, (rate - chance) / (rate * (1 - chance)));
  if (real < 0.1) return Math.max(least, -round2(0.2 * (n - different)));
  // How much likelier this rate is than chance; one match has been counted already.
  const misses = n - different;
  const missed = misses === 0 ? 0 : misses * Math.log10((1 - rate) / (1 - chance));
  const likelier = (different - 1) * Math.log10(rate / chance) + missed;
  const odds = real >= 0.999 ? weights.agreementMost : Math.log10(real / (1 - real)) + 1;
  return round2(Math.max(0, Math.min(weights.agreementMost, likelier, odds, (different - 1) / 2)));
}

function has(group: TallyGroup, code: string): boolean {
  return group.evidence.some((one) => one.code === code);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
