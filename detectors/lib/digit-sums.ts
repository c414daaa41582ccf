/**
 * Sum of the digits of each product (18 counts 1 + 8): the sum in Luhn's check, with weights of one's own. `digits` may
 * be shorter than the weights.
 */
export function digitSums(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < Math.min(digits.length, weights.length); i++) {
    for (let product = (digits.charCodeAt(i) - 48) * weights[i]!; product > 0; product = Math.trunc(product / 10))
      sum += product % 10;
  }
  return sum;
}
