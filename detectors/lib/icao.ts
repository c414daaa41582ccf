/**
 * Sum of ICAO Doc 9303, part 3: weights 7, 3, 1 in turn, letters A = 10 … Z = 35. The check digit of a document number
 * is its last digit.
 */
export function icaoSum(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum += Number.parseInt(text.charAt(i), 36) * [7, 3, 1][i % 3]!;
  return sum;
}
