import type { Check, Detector } from '../contracts/detector.ts';
import { wordsOf } from './letters.ts';
import { createLexicon, type Lexicon } from './lexicon.ts';
import { createPlan, type Plan } from './plan.ts';
import { engineVersion, weights } from './weights.ts';

/** Detectors compiled for one thread: tables for the scan, a lexicon of labels, and answers of checks at hand. */
export interface Engine {
  /** Changes when the same text and detectors would give another answer. */
  readonly version: string;
  /** In order of id; a detector's number is its place here. */
  readonly detectors: readonly Detector[];
  readonly plan: Plan;
  readonly lexicon: Lexicon;
  /** Names of columns and fields, folded and joined by `_`, with the detectors they mean. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  /** The same for names that mean something else as often. */
  readonly bareNames: ReadonlyMap<string, readonly number[]>;
  /** What the organisation's countries say of each detector. */
  readonly countryWeight: Float64Array;
  /** Known test values by detector: normalised value to reason. */
  readonly deny: readonly ReadonlyMap<string, string>[];
  /** The detector's own check; answers of dear ones are kept for a while, since values repeat. */
  check(detector: number, value: string): Check;
  /** Places looked at since the engine was made, for the test of linear cost. */
  readonly work: { steps: number };
}

/** Answers kept of each dear detector, by a hash of the value; a power of two. */
const keptAnswers = 1024;
const dear = new Set(['phone', 'email', 'ipv4', 'ipv6', 'labelled', 'url']);

/**
 * Compiles detectors once per thread. Their order does not matter.
 *
 * @throws Error that names the detector, when two have one id, a mask or pattern is malformed, or a pattern could not
 *   be matched in linear time.
 */
export function createEngine(options: { detectors: readonly Detector[]; countries: readonly string[] }): Engine {
  const detectors = [...options.detectors].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  detectors.forEach(({ id }, index) => {
    if (detectors[index + 1]?.id === id) throw new Error(`there are two detectors ${id}`);
  });
  const countries = [...new Set(options.countries)].sort();
  const plan = createPlan(detectors);
  const labelled = new Set(plan.labelled.map(({ detector }) => detector));
  const kept = detectors.map(({ shapes }) =>
    shapes.some(({ kind }) => dear.has(kind)) ? new Array<Kept | undefined>(keptAnswers).fill(undefined) : null,
  );
  return {
    version: engineVersion,
    detectors,
    plan,
    lexicon: createLexicon(detectors, labelled),
    names: namesOf(detectors, ({ columns }) => columns),
    bareNames: namesOf(detectors, ({ bareColumns = [] }) => bareColumns),
    countryWeight: Float64Array.from(detectors, (detector) => countryWeight(detector, countries)),
    deny: detectors.map(({ deny }) => new Map((deny ?? []).map(({ value, reason }) => [value, reason]))),
    work: { steps: 0 },
    check(detector, value) {
      const answers = kept[detector]!;
      if (answers === null) return detectors[detector]!.check(value, { countries });
      const slot = slotOf(value);
      const known = answers[slot];
      if (known !== undefined && known.value === value) return known.check;
      const check = detectors[detector]!.check(value, { countries });
      answers[slot] = { value, check };
      return check;
    },
  };
}

interface Kept {
  readonly value: string;
  readonly check: Check;
}

function slotOf(value: string): number {
  let hash = value.length;
  for (let i = 0; i < value.length; i++) hash = Math.imul(hash, 31) + value.charCodeAt(i);
  return (hash ^ (hash >>> 12)) & (keptAnswers - 1);
}

function countryWeight({ countries }: Detector, own: readonly string[]): number {
  if (countries.length === 0 || own.length === 0) return 0;
  return countries.some((country) => own.includes(country)) ? weights.countryOwn : weights.countryOther;
}

function namesOf(
  detectors: readonly Detector[],
  columnsOf: (detector: Detector) => readonly string[],
): Map<string, number[]> {
  const names = new Map<string, number[]>();
  const enter = (name: string, detector: number) => {
    const known = names.get(name);
    if (known === undefined) names.set(name, [detector]);
    else if (!known.includes(detector)) known.push(detector);
  };
  detectors.forEach((detector, index) => {
    for (const column of columnsOf(detector)) {
      const words = wordsOf(column);
      if (words.length === 0) continue;
      enter(words.join('_'), index);
      enter(words.join(''), index);
    }
  });
  return names;
}
