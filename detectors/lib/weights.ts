/** Sum of each digit times the weight at its place. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (digits.charCodeAt(i) - 48) * weights[i]!;
  return sum;
}

/** Weights n … 2, 1 and a sum that is a multiple of eleven, whatever the length: the plain check of modulus 11. */
export function mod11(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += (digits.charCodeAt(i) - 48) * (digits.length - i);
  return digits.length > 1 && sum % 11 === 0;
}
