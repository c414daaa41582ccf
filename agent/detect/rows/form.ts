/** What is said of a cell beside its form. */
export const holdsTrigger = 1;
const notAscii = 2;
export const tooLong = 4;

/** Cells longer than this are read one by one: texts, not values. */
const longest = 160;

/** Result of `formOf`: a hash of 32 bits, and what else two forms of one hash nearly always differ in. */
export const form = { first: 0, second: 0 };

/** Digests and keys in hexadecimal: as long as these. */
const hexLengths = new Set([32, 40, 48, 56, 64, 96, 128]);

/**
 * How a cell is written: letters by runs and case, digits one by one, all else as it stands. Cells of one form are the
 * same to every detector but for their check: `Anna Berg` and `Peter Hall`, `DE02 1203 …` and `DE89 3704 …`. UUIDs and
 * digests are one form each, whatever figures they have. Sets `form`, gives the flags above.
 */
export function formOf(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length > longest) return tooLong | holdsTrigger;
  let hash = 0x2545f491;
  if (length >= 32 && isDigest(bytes, start, end)) {
    [form.first, form.second] = [length | 0x10000, length ^ 0x7f4a7c15];
    return holdsTrigger;
  }
  let flags = 0;
  let symbols = 0;
  for (let at = start; at < end; symbols++) {
    const byte = bytes[at++]!;
    let kind = kinds[byte]!;
    let symbol = byte;
    if (kind <= letter) {
      symbol = kind === capital ? (at < end && kinds[bytes[at]!] === capital ? 0x55 : 0x41) : 0x61;
      for (flags |= kind & 2; at < end; at++) {
        kind = kinds[bytes[at]!]!;
        if (kind > letter) break;
        flags |= kind & 2;
      }
    } else if (kind >= stopping) {
      flags |= holdsTrigger;
      if (kind === digit) symbol = 0x30;
    }
    hash = Math.imul(hash ^ symbol, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  // Letters beyond ASCII are folded in their own way.
  const other = (flags & notAscii) !== 0;
  form.first = other ? ~hash : hash;
  form.second = symbols * 2 + Number(other);
  return flags;
}

/** Kinds of bytes: small letters, capitals, bytes of letters beyond ASCII (with the bit of `notAscii`) … */
const small = 0;
const capital = 1;
const beyond = 2;
const letter = 2;
const neither = 4;
/** … and what a scan stops at: `@`, `:`, `=`, and digits. */
const stopping = 8;
const digit = 9;
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x80) return beyond;
  if (byte >= 0x61 && byte <= 0x7a) return small;
  if (byte >= 0x41 && byte <= 0x5a) return capital;
  if (byte >= 0x30 && byte <= 0x39) return digit;
  return byte === 0x40 || byte === 0x3a || byte === 0x3d ? stopping : neither;
});

function isDigest(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  const dashed = length === 36;
  if (!dashed && !hexLengths.has(length)) return false;
  let letters = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    const place = at - start;
    if (dashed && (place === 8 || place === 13 || place === 18 || place === 23)) {
      if (byte !== 0x2d) return false;
      continue;
    }
    const low = byte | 0x20;
    if (low >= 0x61 && low <= 0x66) letters++;
    else if (byte < 0x30 || byte > 0x39) return false;
  }
  // Figures alone may be a number after all.
  return letters > 2;
}
