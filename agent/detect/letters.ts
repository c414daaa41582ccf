/**
 * Letters as the engine sees them: words are compared without case and diacritics (`Straße` = `strasse`,
 * `Nüm\u0065ro` = `numero`), and a match must not be glued to a letter of any alphabet.
 */
const special: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ſ: 's',
  ς: 'σ',
};

const isLetter = /^[\p{L}\p{N}]$/u;
const isMark = /^\p{M}$/u;
const known: (string | null | undefined)[] = [];

/** A code point folded: '' for a combining mark, null for what is no part of a word. The underscore separates words. */
export function foldCode(code: number): string | null {
  if (code < 0) return null;
  const before = known[code];
  if (before !== undefined) return before;
  const folded = makeFold(code);
  if (code < 0x3000) known[code] = folded;
  return folded;
}

function makeFold(code: number): string | null {
  const char = String.fromCodePoint(code);
  if (isMark.test(char)) return '';
  if (!isLetter.test(char)) return null;
  const lower = char.toLowerCase();
  return special[lower] ?? lower.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** ASCII folded to its code, 0 for what is no part of a word. */
export const foldAscii = new Uint8Array(128);
for (let code = 0; code < 128; code++) foldAscii[code] = foldCode(code)?.charCodeAt(0) ?? 0;

/** Letters, digits and the underscore: a match has none of them beside it. Indexed by byte; 0 from 0x80 on. */
export const isWordByte = new Uint8Array(256);
for (let code = 0; code < 128; code++) isWordByte[code] = foldAscii[code] !== 0 || code === 0x5f ? 1 : 0;

/** 1 letter, 2 digit, 0 neither; ASCII only. */
export const alnum = new Uint8Array(256);
for (let code = 0; code < 128; code++) {
  alnum[code] = code >= 48 && code <= 57 ? 2 : foldAscii[code] !== 0 ? 1 : 0;
}

/** Bytes of the character that starts at `at`; 1 for a stray continuation byte. */
export function sizeAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at]!;
  return byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

/** Code point of the character that starts at `at`; -1 where it is cut off or malformed. */
export function codeAt(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at]!;
  if (byte < 0x80) return byte;
  const size = sizeAt(bytes, at);
  if (size === 1 || at + size > end) return -1;
  let code = byte & (0xff >> (size + 1));
  for (let i = 1; i < size; i++) {
    const next = bytes[at + i]!;
    if ((next & 0xc0) !== 0x80) return -1;
    code = (code << 6) | (next & 0x3f);
  }
  return code;
}

/** Where the character that ends just before `at` begins. */
export function startBefore(bytes: Uint8Array, at: number, low: number): number {
  let start = at - 1;
  for (let back = 0; back < 3 && start > low && (bytes[start]! & 0xc0) === 0x80; back++) start--;
  return start;
}

/** Ideographs and kana stand beside numbers without a space. */
function gluesTo(code: number): boolean {
  return code >= 0x80 && code < 0x2e80 && foldCode(code) !== null;
}

/** True when the character before `at` is a letter, digit or underscore. */
export function wordBefore(bytes: Uint8Array, at: number, low: number): boolean {
  if (at <= low) return false;
  const byte = bytes[at - 1]!;
  if (byte < 0x80) return isWordByte[byte] === 1;
  return gluesTo(codeAt(bytes, startBefore(bytes, at, low), at));
}

/** True when the character at `at` is a letter, digit or underscore. */
export function wordAt(bytes: Uint8Array, at: number, high: number): boolean {
  if (at >= high) return false;
  const byte = bytes[at]!;
  if (byte < 0x80) return isWordByte[byte] === 1;
  return gluesTo(codeAt(bytes, at, high));
}

/** Words of a name or label, folded, split where letters change from lower to upper case: `customerEmail`. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let lowerBefore = false;
  const close = () => {
    if (word !== '') words.push(word);
    word = '';
  };
  for (const char of text) {
    const folded = foldCode(char.codePointAt(0)!);
    if (folded === null) {
      close();
      lowerBefore = false;
      continue;
    }
    const upper = char !== char.toLowerCase();
    if (upper && lowerBefore) close();
    if (folded !== '') lowerBefore = !upper && char !== char.toUpperCase();
    word += folded;
  }
  close();
  return words;
}
