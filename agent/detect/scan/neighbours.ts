import { alnum, startBefore, wordAt, wordBefore } from '../letters.ts';
import { separatorAt, separatorBits } from '../separators.ts';
import { amount, glued, inRow, type Text } from './text.ts';

const dash = separatorBits('-');
const space = separatorBits(' ');
/** Bytes looked at on each side for a UUID or base64. */
const far = 64;

/**
 * What stands beside a number: -1 when it is part of something else (a longer word, a decimal, a version, a UUID,
 * base64), else bits for what speaks against it. `:` and `=` before it are no glue: `ssn=`, `IBAN:`.
 */
export function neighbours(text: Text, start: number, end: number, separators: number): number {
  const { bytes, low, high } = text;
  if (wordBefore(bytes, start, low) || wordAt(bytes, end, high)) return -1;
  const before = sideBefore(text, start, separators);
  if (before < 0) return -1;
  const after = sideAfter(text, end, separators);
  if (after < 0) return -1;
  const form = before | after;
  if ((form & glued) !== 0 && (inUuid(text, start, end) || inBase64(text, start, end))) return -1;
  return form;
}

function sideBefore({ bytes, low, high }: Text, start: number, separators: number): number {
  if (start <= low) return 0;
  const at = startBefore(bytes, start, low);
  const further = at > low ? alnum[bytes[at - 1]!]! : 0;
  const kind = separatorAt(bytes, at, high);
  if (kind === dash) return further === 2 ? -1 : further === 1 ? glued : 0;
  if (kind === space) {
    if (further === 2 && (separators & space) !== 0) return inRow;
    return at > low && isCurrency(bytes, startBefore(bytes, at, low)) ? amount : 0;
  }
  switch (bytes[at]) {
    case 0x2e: // .5 is a fraction, 1.5 too; No.5 and ....5 are none
      return further === 2 ? -1 : further === 1 || (at > low && bytes[at - 1] === 0x2e) ? 0 : -1;
    case 0x2f: // /
    case 0x5c: // \
      return further === 0 ? 0 : glued;
    case 0x3a: // : between figures
      return further === 2 ? glued : 0;
    case 0x2b: // +
    case 0x40: // @
    case 0x25: // %
      return glued;
    default:
      return isCurrency(bytes, at) ? amount : 0;
  }
}

function sideAfter({ bytes, low, high }: Text, end: number, separators: number): number {
  if (end >= high) return 0;
  const kind = separatorAt(bytes, end, high);
  const next = end + (bytes[end]! < 0x80 ? 1 : bytes[end]! < 0xe0 ? 2 : 3);
  const further = next < high ? alnum[bytes[next]!]! : 0;
  if (kind === dash) return further === 2 ? -1 : further === 1 ? glued : 0;
  if (kind === space) {
    if (further === 2 && (separators & space) !== 0) return inRow;
    return next < high && (isCurrency(bytes, next) || bytes[next] === 0x25) ? amount : 0;
  }
  switch (bytes[end]) {
    case 0x2e: // .
      return further === 2 ? -1 : further === 1 ? glued : 0;
    case 0x40: // @
      return -1;
    case 0x2c: // ,
      return further === 2 && isCents(bytes, next, high) ? amount : 0;
    case 0x25: // %
      return amount;
    case 0x2f: // /
    case 0x5c: // \
    case 0x2b: // +
      return further === 0 ? 0 : glued;
    case 0x3a: // :
      return further === 2 ? glued : 0;
    case 0xc2: // degrees
      return bytes[end + 1] === 0xb0 ? -1 : isCurrency(bytes, end) ? amount : 0;
    default:
      return end > low && isCurrency(bytes, end) ? amount : 0;
  }
}

/** $ € £ ¥ */
function isCurrency(bytes: Uint8Array, at: number): boolean {
  const byte = bytes[at];
  if (byte === 0x24) return true;
  if (byte === 0xc2) return bytes[at + 1] === 0xa3 || bytes[at + 1] === 0xa5;
  return byte === 0xe2 && bytes[at + 1] === 0x82 && bytes[at + 2] === 0xac;
}

/** One or two digits and no more: what follows a decimal comma in sums. */
function isCents(bytes: Uint8Array, at: number, high: number): boolean {
  let end = at;
  while (end < high && end - at < 3 && alnum[bytes[end]!] === 2) end++;
  return end - at <= 2 && !(bytes[end] === 0x2c && end < high);
}

const uuid = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/i;

function inUuid(text: Text, start: number, end: number): boolean {
  const { bytes } = text;
  const run = runAround(text, start, end, (byte) => isHex(byte) || byte === 0x2d);
  if (run.to - run.from < 36) return false;
  const found = uuid.exec(String.fromCharCode(...bytes.subarray(run.from, run.to)));
  return found !== null && run.from + found.index < end && run.from + found.index + 36 > start;
}

/** A run of base64 characters of 40 or more, with letters of both cases and digits. */
function inBase64(text: Text, start: number, end: number): boolean {
  const { bytes } = text;
  const run = runAround(text, start, end, isBase64);
  if (run.to - run.from < 40) return false;
  let upper = 0;
  let lower = 0;
  let other = 0;
  for (let at = run.from; at < run.to; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x61) lower++;
    else if (byte >= 0x41) upper++;
    else if (byte === 0x2b || byte === 0x2f) other++;
  }
  return upper >= 4 && lower >= 4 && upper + lower >= (run.to - run.from) / 2 && other <= (run.to - run.from) / 8;
}

function runAround({ bytes, low, high }: Text, start: number, end: number, fits: (byte: number) => boolean) {
  let from = start;
  while (from > low && start - from < far && fits(bytes[from - 1]!)) from--;
  let to = end;
  while (to < high && to - end < far && fits(bytes[to]!)) to++;
  return { from, to };
}

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

function isBase64(byte: number): boolean {
  return alnum[byte] !== 0 || byte === 0x2b || byte === 0x2f || byte === 0x3d;
}
