import type { Shape } from '../contracts/detector.ts';

/** Raise it when the same text would give other traits, or a shape needs others: everything is then read again. */
export const traitsVersion = 1;

/** There was a text at all; `@`, `:`, `=`; something was recognised, at whatever confidence, or has a name of its own. */
const flag = { text: 1, at: 2, colon: 4, equals: 8, telling: 16 } as const;
const digitsShift = 5;
const mostDigits = 31;
/** Bytes that may stand between the digits of one number, at most: a separator, a bracket and a space. */
const widestGap = 4;

/**
 * What of shapes there is in an item, of whatever detector: a number that says where a new detector may find something.
 * It errs on the side of reading again.
 */
export class TraitCounter {
  #flags = 0;
  /** Digits of the longest number so far, whatever separates them. */
  #most = 0;
  #current = 0;
  #end = Number.NEGATIVE_INFINITY;

  text(): void {
    this.#flags |= flag.text;
  }

  byte(byte: number): void {
    this.#flags |= byte === 0x40 ? flag.at : byte === 0x3a ? flag.colon : flag.equals;
  }

  digits(start: number, run: number): void {
    // Whoever begins anew somewhere else goes on from there: too many is not wrong.
    this.#current = start - this.#end <= widestGap ? this.#current + run : run;
    this.#end = start + run;
    if (this.#current > this.#most) this.#most = this.#current;
  }

  /** @param telling something was recognised, or bears a name that could be */
  total(telling: boolean): number {
    return this.#flags | (telling ? flag.telling : 0) | (Math.min(mostDigits, this.#most) << digitsShift);
  }
}

/**
 * Whether an item of these traits may hold a candidate of one of these shapes, or says something else once detectors of
 * these shapes are others: where something was recognised, they may overlap, and their labels speak for and against.
 */
export function mayConcern(traits: number, shapes: readonly Shape[]): boolean {
  if ((traits & flag.telling) !== 0) return true;
  const digits = traits >> digitsShift;
  return shapes.some((shape) => {
    switch (shape.kind) {
      case 'digits':
        return digits >= Math.min(mostDigits, ...shape.digits);
      case 'mask':
      case 'date':
        return digits >= 1;
      case 'phone':
        return digits >= 7;
      case 'ipv4':
        return digits >= 4;
      case 'email':
        return (traits & flag.at) !== 0;
      case 'ipv6':
      case 'url':
        return (traits & flag.colon) !== 0;
      default:
        // What stands after a label, a pattern of the configuration, a secret: any text may be one.
        return (traits & flag.text) !== 0;
    }
  });
}
