import { alnum, codeAt } from './letters.ts';

/**
 * Characters that may stand singly between the digits of a number, as bits. People and programs write one for the
 * other: the kinds of space, and hyphen, dashes and minus, count as the same.
 */
const space = 1;
const hyphen = 2;
const bitOfCode = new Map<number, number>();
for (const code of [0x20, 0xa0, 0x2007, 0x2009, 0x202f]) bitOfCode.set(code, space);
for (const code of [0x2d, 0x2010, 0x2011, 0x2012, 0x2013, 0x2212]) bitOfCode.set(code, hyphen);
"./+,:'()_*#\\|~".split('').forEach((char, index) => {
  bitOfCode.set(char.charCodeAt(0), 4 << index);
});

const bitOfByte = new Int32Array(256);
for (const [code, bit] of bitOfCode) if (code < 0x80) bitOfByte[code] = bit;

/** True for an ASCII byte that ends a number for good: no separator, letter or digit. */
export function endsNumber(byte: number): boolean {
  return byte < 0x80 && bitOfByte[byte] === 0 && alnum[byte] === 0;
}

/** @throws Error for a character that cannot be a separator: a letter, a digit, a rare symbol. */
export function separatorBits(characters: string): number {
  let bits = 0;
  for (const char of characters) {
    const bit = bitOfCode.get(char.codePointAt(0)!);
    if (bit === undefined) throw new Error(`"${char}" cannot be a separator`);
    bits |= bit;
  }
  return bits;
}

/** The separator that starts at `at` as its bit, 0 for none. Its size is that of the character. */
export function separatorAt(bytes: Uint8Array, at: number, high: number): number {
  const byte = bytes[at]!;
  if (byte < 0x80) return bitOfByte[byte]!;
  if (byte !== 0xc2 && byte !== 0xe2) return 0;
  return bitOfCode.get(codeAt(bytes, at, high)) ?? 0;
}
