import type { Check } from '../../agent/contracts/detector.ts';

/** The candidate is none. */
export const invalid: Check = { verdict: 'invalid' };

/** The candidate is one; `normal` is its value in one spelling. */
export function valid(normal: string, more: Omit<Check, 'verdict' | 'normal'> = {}): Check {
  return { verdict: 'valid', normal, ...more };
}

/** It may be one: nothing in it can be checked. */
export function unknown(normal: string, more: Omit<Check, 'verdict' | 'normal'> = {}): Check {
  return { verdict: 'unknown', normal, ...more };
}
