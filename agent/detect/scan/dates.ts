import { alnum, codeAt, foldCode, sizeAt, startBefore, wordAt, wordBefore } from '../letters.ts';
import { months } from '../words/months.ts';
import type { Text } from './text.ts';

/** A date in the text, as written. */
export interface WrittenDate {
  readonly start: number;
  readonly end: number;
  readonly year: number;
  /** As first and second of the two figures where `order` is open; month and day else. */
  readonly month: number;
  readonly day: number;
  /** `open`: 03/04/2020, day or month first; then `day` is the first figure, `month` the second. */
  readonly order: 'known' | 'open';
  /** Which comes first here, where the figures leave no doubt and the form (`/`, `-`) does. */
  readonly vote: 'day' | 'month' | null;
  /** A time other than midnight follows: a moment, not a day of record. */
  readonly timed: boolean;
}

const longestMonth = 14;

/** The date whose figures begin at `at`, or null. Two-digit years are not read: nothing says which century. */
export function dateAt(text: Text, at: number): WrittenDate | null {
  const { bytes, low, high } = text;
  if (
    wordBefore(bytes, at, low) ||
    (at > low && isJoint(bytes[at - 1]!) && at - 1 > low && alnum[bytes[at - 2]!] === 2)
  ) {
    return null;
  }
  const run = runOf(bytes, at, high, 4);
  text.steps += 4;
  if (run === 4) return yearFirst(text, at);
  if (run > 2) return null;
  return inFigures(text, at, run) ?? monthNamed(text, at, run) ?? monthBefore(text, at, run);
}

function yearFirst(text: Text, at: number): WrittenDate | null {
  const { bytes, high } = text;
  const joint = bytes[at + 4];
  if (at + 8 > high || !isJoint(joint!)) return null;
  const month = runOf(bytes, at + 5, high, 2);
  if (month === 0 || month > 2 || bytes[at + 5 + month] !== joint) return null;
  const dayAt = at + 6 + month;
  const day = runOf(bytes, dayAt, high, 2);
  if (day === 0 || day > 2) return null;
  return made(text, at, dayAt + day, num(bytes, at, 4), num(bytes, at + 5, month), num(bytes, dayAt, day), 'known');
}

/** 27.3.1984, 27. 3. 1984, 27/03/1984, 3-27-1984 */
function inFigures(text: Text, at: number, run: number): WrittenDate | null {
  const { bytes, high } = text;
  const joint = bytes[at + run];
  if (joint === undefined || !isJoint(joint)) return null;
  const secondAt = skipSpace(bytes, at + run + 1, joint);
  const second = runOf(bytes, secondAt, high, 2);
  if (second === 0 || second > 2 || bytes[secondAt + second] !== joint) return null;
  const yearAt = skipSpace(bytes, secondAt + second + 1, joint);
  const year = runOf(bytes, yearAt, high, 4);
  if (year !== 4 && year !== 2) return null;
  const a = num(bytes, at, run);
  const b = num(bytes, secondAt, second);
  const full = year === 4 ? num(bytes, yearAt, 4) : -1;
  const end = yearAt + year;
  if (joint === 0x2e) return made(text, at, end, full, b, a, 'known');
  if (a > 12) return made(text, at, end, full, b, a, 'known', 'day');
  if (b > 12) return made(text, at, end, full, a, b, 'known', 'month');
  return made(text, at, end, full, b, a, a === b ? 'known' : 'open');
}

/** 27 March 1984, 27. März 1984, 27 de marzo de 1984, 27th of March, 1984 */
function monthNamed(text: Text, at: number, run: number): WrittenDate | null {
  const { bytes, high } = text;
  let next = at + run;
  const ordinal = next + 2 <= high ? (bytes[next]! << 8) | bytes[next + 1]! : 0;
  if (ordinals.has(ordinal)) next += 2;
  else if (bytes[next] === 0x2e) next++;
  if (bytes[next] !== 0x20 && bytes[next] !== 0x2e && bytes[next - 1] !== 0x2e && bytes[next] !== 0x2d) return null;
  next = skipFillers(bytes, next, high);
  const word = wordFrom(bytes, next, high);
  const month = months.get(word.folded);
  if (month === undefined) return null;
  next = skipFillers(bytes, word.end, high);
  if (runOf(bytes, next, high, 4) !== 4) return null;
  return made(text, at, next + 4, num(bytes, next, 4), month, num(bytes, at, run), 'known');
}

/** March 27, 1984 */
function monthBefore(text: Text, at: number, run: number): WrittenDate | null {
  const { bytes, low, high } = text;
  let next = at + run;
  const ordinal = next + 2 <= high ? (bytes[next]! << 8) | bytes[next + 1]! : 0;
  if (ordinals.has(ordinal)) next += 2;
  if (bytes[next] === 0x2c) next++;
  if (bytes[next] === 0x20) next++;
  else return null;
  if (runOf(bytes, next, high, 4) !== 4) return null;
  let end = at;
  while (end > low && at - end < 2 && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0x2e)) end--;
  let start = end;
  while (end !== at && start > low && end - start < longestMonth) {
    const before = startBefore(bytes, start, low);
    if (foldCode(codeAt(bytes, before, end)) === null) break;
    start = before;
  }
  const month = months.get(wordFrom(bytes, start, end).folded);
  if (month === undefined || wordBefore(bytes, start, low)) return null;
  return made(text, start, next + 4, num(bytes, next, 4), month, num(bytes, at, run), 'known');
}

function made(
  text: Text,
  start: number,
  end: number,
  year: number,
  month: number,
  day: number,
  order: WrittenDate['order'],
  vote: WrittenDate['vote'] = null,
): WrittenDate | null {
  const { bytes, high } = text;
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  const timed = timeAfter(bytes, end, high);
  if (timed === null) {
    if (wordAt(bytes, end, high)) return null;
    if (end + 1 < high && isJoint(bytes[end]!) && alnum[bytes[end + 1]!] === 2) return null;
  }
  return { start, end, year, month, day, order, vote, timed: timed === true };
}

/** True when a time follows, false when it is midnight, null when none does. */
function timeAfter(bytes: Uint8Array, end: number, high: number): boolean | null {
  if (end + 6 > high || (bytes[end] !== 0x54 && bytes[end] !== 0x20 && bytes[end] !== 0x3a)) return null;
  if (runOf(bytes, end + 1, high, 2) !== 2 || bytes[end + 3] !== 0x3a || runOf(bytes, end + 4, high, 2) !== 2)
    return null;
  for (let at = end + 1; at < Math.min(high, end + 9); at++) {
    if (bytes[at]! >= 0x31 && bytes[at]! <= 0x39) return true;
  }
  return false;
}

const ordinals = new Set(
  ['st', 'nd', 'rd', 'th', 'er', 'ER', 'TH'].map((two) => (two.charCodeAt(0) << 8) | two.charCodeAt(1)),
);
const fillers: ReadonlySet<string> = new Set(['de', 'del', 'of', 'den', 'the', 'r', 'roku']);

/** Spaces and one or two small words: `27 de marzo de 1984`. */
function skipFillers(bytes: Uint8Array, from: number, high: number): number {
  let at = skipBlank(bytes, from, high);
  for (let i = 0; i < 2; i++) {
    const word = wordFrom(bytes, at, high);
    if (!fillers.has(word.folded)) break;
    at = skipBlank(bytes, word.end, high);
  }
  return at;
}

function skipBlank(bytes: Uint8Array, from: number, high: number): number {
  let at = from;
  while (
    at < high &&
    at - from < 3 &&
    (bytes[at] === 0x20 || bytes[at] === 0x2e || bytes[at] === 0x2c || bytes[at] === 0x2d)
  )
    at++;
  return at;
}

function wordFrom(bytes: Uint8Array, from: number, high: number): { folded: string; end: number } {
  let at = from;
  let folded = '';
  while (at < high && at - from <= longestMonth) {
    const byte = bytes[at]!;
    if (byte < 0x41) break;
    const piece = foldCode(codeAt(bytes, at, high));
    if (piece === null) break;
    folded += piece;
    at += sizeAt(bytes, at);
  }
  return { folded, end: at };
}

/** Digits from `at`, counted up to one more than `most`. */
function runOf(bytes: Uint8Array, at: number, high: number, most: number): number {
  let run = 0;
  while (run <= most && at + run < high && alnum[bytes[at + run]!] === 2) run++;
  return run;
}

function num(bytes: Uint8Array, at: number, digits: number): number {
  let value = 0;
  for (let i = 0; i < digits; i++) value = value * 10 + bytes[at + i]! - 48;
  return value;
}

/** `27. 3. 1984` */
function skipSpace(bytes: Uint8Array, at: number, joint: number): number {
  return joint === 0x2e && bytes[at] === 0x20 ? at + 1 : at;
}

function isJoint(byte: number): boolean {
  return byte === 0x2e || byte === 0x2d || byte === 0x2f;
}
