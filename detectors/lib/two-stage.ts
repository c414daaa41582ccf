import { weightedSum } from './weights.ts';

/**
 * Check digit of the eleven digits of Estonian and Lithuanian personal codes, modulus 11: where the first weights leave
 * ten the second are taken, and where these do too it is 0.
 */
export function twoStage(digits: string, weights: readonly (readonly number[])[]): number {
  for (const one of weights) {
    const rest = weightedSum(digits, one) % 11;
    if (rest < 10) return rest;
  }
  return 0;
}
