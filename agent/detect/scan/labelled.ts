import { codeAt, foldCode, sizeAt, startBefore } from '../letters.ts';
import { hashStart, hashStep, slotOf } from '../lexicon.ts';

const longestWord = 40;

/** Words that may stand between a label and its sign: `BIC der Bank: …`. */
const mostBetween = 2;

/** Where a label ends, and how many words stand between it and the sign. */
export interface LabelEnd {
  readonly end: number;
  readonly between: number;
}

/**
 * The label that the `:` or `=` at `at` may follow, or null. Only its last word is looked at, by its hash; who wants to
 * be sure asks the label index.
 */
export function labelBefore(bytes: Uint8Array, low: number, at: number, lastWords: Uint8Array): LabelEnd | null {
  let end = at;
  // `"name": …`, `Name : …`, `**Name**: …`
  while (end > low && at - end < 3 && isPadding(bytes[end - 1]!)) end--;
  for (let between = 0; between <= mostBetween; between++) {
    let start = end;
    while (start > low && end - start < longestWord) {
      const before = startBefore(bytes, start, low);
      if (foldCode(codeAt(bytes, before, end)) === null) break;
      start = before;
    }
    if (start === end) return null;
    if (lastWords[slotOf(hashOf(bytes, start, end))] === 1) return { end, between };
    if (start <= low || bytes[start - 1] !== 0x20) return null;
    end = start - 1;
  }
  return null;
}

function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = hashStart;
  for (let i = start; i < end; i += sizeAt(bytes, i)) {
    const folded = foldCode(codeAt(bytes, i, end)) ?? '';
    for (let k = 0; k < folded.length; k++) hash = hashStep(hash, folded.charCodeAt(k));
  }
  return hash;
}

function isPadding(byte: number): boolean {
  return byte === 0x20 || byte === 0x22 || byte === 0x27 || byte === 0x2a || byte === 0x29 || byte === 0x2e;
}

/**
 * What stands after the label whose `:` or `=` (or space) is at `at`: to the end of the line, to the closing quote, to two spaces,
 * `;` `|` `<` or a tab, or to where the next label begins; at most `most` bytes. Null where nothing stands there.
 */
export function valueAfter(
  bytes: Uint8Array,
  high: number,
  at: number,
  most: number,
): { readonly start: number; readonly end: number } | null {
  let start = at + 1;
  while (start < high && start - at < 24 && (bytes[start] === 0x20 || bytes[start] === 0x2a || bytes[start] === 9))
    start++;
  if (start >= high) return null;
  const quote = bytes[start] === 0x22 || bytes[start] === 0x27 ? bytes[start] : 0;
  if (quote !== 0) start++;
  const limit = Math.min(high, start + most);
  let end = start;
  for (; end < limit; end++) {
    const byte = bytes[end]!;
    if (byte < 0x20 || byte === quote) break;
    if (quote !== 0) continue;
    if (byte === 0x3b || byte === 0x7c || byte === 0x3c || (byte === 0x26 && bytes[at] === 0x3d)) break;
    if (byte === 0x20 && bytes[end + 1] === 0x20) break;
    if (byte === 0x3a || byte === 0x3d) {
      const label = wordBefore(bytes, start, end);
      if (label >= start) {
        end = label;
        break;
      }
    }
  }
  if (end === limit && limit < high) end = wholeCharacters(bytes, start, end);
  while (end > start && isTrailing(bytes[end - 1]!)) end--;
  return end > start ? { start, end } : null;
}

/** Where the word that ends at `end` begins after a space: the next label of the line; -1 where it is none. */
function wordBefore(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && bytes[at - 1] !== 0x20) at--;
  const first = bytes[at]!;
  const letter = (first | 0x20) >= 0x61 && (first | 0x20) <= 0x7a;
  return at > start && at < end && (letter || first >= 0x80) ? at : -1;
}

function wholeCharacters(bytes: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && (bytes[at]! & 0xc0) === 0x80) at--;
  return at;
}

function isTrailing(byte: number): boolean {
  return byte === 0x20 || byte === 0x2c || byte === 0x2a || byte === 9 || byte === 0x0d;
}
