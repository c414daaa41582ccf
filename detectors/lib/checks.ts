import { mod11_2, mod11_10, mod97_10 } from './iso7064.ts';
import { luhn } from './luhn.ts';
import { verhoeff } from './verhoeff.ts';
import { mod11, weightedSum } from './weights.ts';

/** A check that a detector in the configuration may ask for by name. */
interface NamedCheck {
  /** Gets letters and digits only, in upper case; the check character is the last. */
  readonly passes: (text: string) => boolean;
  /** Share of random strings that pass. */
  readonly falseAccept: number;
}

const digitsOnly = (passes: (digits: string) => boolean) => (text: string) => /^\d+$/.test(text) && passes(text);
const alternately = (weights: readonly number[]) => (digits: string) =>
  digits.length > 1 &&
  weightedSum(
    digits,
    Array.from(digits, (_, i) => weights[(digits.length - 1 - i) % weights.length]!),
  ) %
    10 ===
    0;

const checks: Readonly<Record<string, NamedCheck>> = {
  luhn: { passes: digitsOnly(luhn), falseAccept: 0.1 },
  verhoeff: { passes: digitsOnly(verhoeff), falseAccept: 0.1 },
  // Weights 3 and 1 from the right: EAN, GTIN.
  mod10: { passes: digitsOnly(alternately([1, 3])), falseAccept: 0.1 },
  // Weights n … 2, 1.
  mod11: { passes: digitsOnly(mod11), falseAccept: 0.091 },
  // ISO/IEC 7064.
  mod11_2: { passes: (text) => /^\d+[\dX]$/.test(text) && mod11_2(text), falseAccept: 0.091 },
  mod11_10: { passes: digitsOnly(mod11_10), falseAccept: 0.1 },
  mod97: { passes: (text) => /^[0-9A-Z]+$/.test(text) && mod97_10(text), falseAccept: 0.0103 },
};

/** Names for `detectors.custom[].check` in the configuration. */
export const checkNames: readonly string[] = Object.keys(checks);

/** Null for an unknown name. */
export function namedCheck(name: string): NamedCheck | null {
  return Object.hasOwn(checks, name) ? checks[name]! : null;
}
