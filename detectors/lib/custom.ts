import type { Check, Detector } from '../../agent/contracts/detector.ts';
import { invalid, unknown, valid } from './answers.ts';
import { checkNames, namedCheck } from './checks.ts';
import { compact } from './text.ts';

export { checkNames } from './checks.ts';

/** A detector as the configuration writes it (`detectors.custom`). */
export interface CustomDetector {
  /** Lower case words joined by dots and underscores: `custom.customer_number`. */
  readonly id: string;
  readonly title?: string | undefined;
  /** fideslang key; `user.unique_id` where none is given. */
  readonly category?: string | undefined;
  /** Regular expression, without slashes, as JavaScript writes them; `flags: i` where case does not matter. */
  readonly pattern: string;
  readonly flags?: string | undefined;
  /** Name of a check, see `checkNames`. It gets the match's letters and digits after `prefix`. */
  readonly check?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly negative_labels?: readonly string[] | undefined;
  readonly columns?: readonly string[] | undefined;
  readonly countries?: readonly string[] | undefined;
  readonly subject?: 'customer' | 'employee' | undefined;
  readonly needs?: 'label' | undefined;
  /** Values that are nobody's: shown as suppressed. */
  readonly deny?: readonly string[] | undefined;
  /** How telling the written form alone is, in log10 odds. */
  readonly distinctive?: number | undefined;
  /** Longest match in characters; 64 where none is given. */
  readonly reach?: number | undefined;
}

/**
 * Makes a detector of the configuration's data.
 *
 * @throws Error with a message for whoever wrote the configuration: an id that is none, a pattern that is no regular
 *   expression or matches the empty text, an unknown check.
 */
export function customDetector(config: CustomDetector): Detector {
  const { id, pattern, flags = '' } = config;
  const fail = (what: string): never => {
    throw new Error(`detector ${id}: ${what}`);
  };
  if (!/^[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*$/.test(id))
    fail('an id is made of small letters, digits, _ and dots, like custom.customer_number');
  if (!/^[iu]*$/.test(flags)) fail('flags may be i and u only');
  if (matchesNothing(pattern, flags, fail))
    fail('the pattern matches the empty text, so that it would be found everywhere');
  const check =
    config.check === undefined
      ? null
      : (namedCheck(config.check) ?? fail(`there is no check "${config.check}"; there are ${checkNames.join(', ')}`));
  return {
    id,
    version: 1,
    title: config.title ?? id,
    category: config.category ?? 'user.unique_id',
    countries: (config.countries ?? []).map((country) => country.toUpperCase()),
    sources: [],
    shapes: [{ kind: 'pattern', pattern, flags }],
    check: (value) => answer(value, check?.passes ?? null),
    falseAccept: check?.falseAccept ?? 1,
    labels: config.labels === undefined || config.labels.length === 0 ? {} : { custom: config.labels },
    columns: config.columns ?? [],
    ...(config.negative_labels === undefined ? {} : { negativeLabels: config.negative_labels }),
    ...(config.needs === undefined ? {} : { needs: config.needs }),
    ...(config.distinctive === undefined ? {} : { distinctive: config.distinctive }),
    ...(config.subject === undefined ? {} : { subject: config.subject }),
    deny: (config.deny ?? []).map((value) => ({ value: compact(value), reason: 'listed in the configuration' })),
    reach: config.reach ?? 64,
    examples: { valid: [], invalid: [] },
  };
}

/** A check sees the digits alone where the letters are only a prefix (`K-123456`). The scan has matched the pattern. */
function answer(value: string, passes: ((text: string) => boolean) | null): Check {
  const normal = compact(value);
  if (passes === null) return unknown(normal);
  return passes(normal) || passes(normal.replace(/^[A-Z]+/, '')) ? valid(normal) : invalid;
}

function matchesNothing(pattern: string, flags: string, fail: (what: string) => never): boolean {
  try {
    // Alone first: `a)(b` would be well-formed inside brackets.
    return new RegExp(pattern, flags).test('') && new RegExp(`^(?:${pattern})$`, flags).test('');
  } catch {
    return fail('the pattern is no valid regular expression');
  }
}
