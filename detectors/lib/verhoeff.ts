/**
 * Check of J. Verhoeff, "Error Detecting Decimal Codes" (1969): the dihedral group of order ten, with a permutation
 * that is applied once more at each place from the right.
 */
export function verhoeff(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    for (let times = i % 8; times > 0; times--) digit = permutation[digit]!;
    check = product(check, digit);
  }
  return digits.length > 1 && check === 0;
}

const permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** 0-4 are rotations of a pentagon, 5-9 its reflections. */
function product(a: number, b: number): number {
  const turn = a < 5 ? (a + b) % 5 : (a - b + 10) % 5;
  return a < 5 === b < 5 ? turn : turn + 5;
}
