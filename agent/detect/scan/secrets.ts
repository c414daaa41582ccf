import { alnum, wordAt, wordBefore } from '../letters.ts';
import type { Aim, TokenAim } from '../plan.ts';
import type { Propose, Text } from './text.ts';

/** Letters and signs that may stand before a token's first digit. */
const mostBefore = 64;
/** Longest scheme, and longest address looked at. */
const mostScheme = 24;
const mostUrl = 1024;
/** Longest line of a key's armour. */
const mostLine = 80;

/** What a word before its first digit may hold: letters and `_-.`. */
const inToken = new Uint8Array(256);
for (let byte = 0; byte < 128; byte++) if (alnum[byte] === 1) inToken[byte] = 1;
for (const char of '_-.') inToken[char.charCodeAt(0)] = 1;

/** Words with a prefix of their own whose first digit is at `at`. Each byte is passed once on the way back. */
export function scanTokens(text: Text, tokens: readonly (readonly TokenAim[])[], at: number, propose: Propose): void {
  const { bytes, low, high } = text;
  let start = at;
  while (start > low && inToken[bytes[start - 1]!] === 1) {
    if (at - start >= mostBefore) return;
    start--;
  }
  text.steps += at - start + 1;
  // A digit before: this word was looked at from there.
  if (start > low && alnum[bytes[start - 1]!] === 2) return;
  // `"\nMII…`: the letter of an escape is none of the word's.
  if (start > low && bytes[start - 1] === 0x5c && start < at) start++;
  while (start < at && alnum[bytes[start]!] === 0) start++;
  if (wordBefore(bytes, start, low) || (start > low && bytes[start - 1] === 0x2b)) return;
  for (const aim of tokens[bytes[start]!]!) {
    if (!beginsWith(bytes, start, aim.prefix)) continue;
    const limit = Math.min(high, start + aim.max + 1);
    let end = start + aim.prefix.length;
    while (end < limit && aim.allowed[bytes[end]!] === 1) end++;
    text.steps += end - start;
    while (end > start && alnum[bytes[end - 1]!] === 0 && bytes[end - 1] !== 0x5f) end--;
    if (end - start < aim.min || end - start > aim.max || wordAt(bytes, end, high)) continue;
    if (end < high && bytes[end] === 0x2b) continue;
    propose(aim, start, end, 0);
  }
}

function beginsWith(bytes: Uint8Array, start: number, prefix: Uint8Array): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[start + i] !== prefix[i]) return false;
  return true;
}

/** What ends an address: space, quotes, brackets, a backslash, a bar. */
const endsUrl = new Uint8Array(256);
for (let byte = 0; byte <= 0x20; byte++) endsUrl[byte] = 1;
for (const char of '"\'<>`\\|{}()[]') endsUrl[char.charCodeAt(0)] = 1;
const bracesAllowed = new Set(Array.from('{}()[]', (char) => char.charCodeAt(0)));

/** `scheme://…` whose colon is at `at`. Brackets are part of it up to the first slash: `://user:${PASSWORD}@host`. */
export function scanUrl(text: Text, aims: readonly Aim[], at: number, propose: Propose): void {
  const { bytes, low, high } = text;
  if (bytes[at + 2] !== 0x2f) return;
  let start = at;
  while (start > low && at - start < mostScheme && isScheme(bytes[start - 1]!)) start--;
  while (start < at && alnum[bytes[start]!] !== 1) start++;
  if (start === at || wordBefore(bytes, start, low)) return;
  const limit = Math.min(high, at + mostUrl);
  let end = at + 3;
  let inPath = false;
  for (; end < limit; end++) {
    const byte = bytes[end]!;
    if (byte === 0x2f || byte === 0x3f) inPath = true;
    if (endsUrl[byte] === 1 && (inPath || !bracesAllowed.has(byte))) break;
  }
  text.steps += end - start;
  while (end > at + 3 && isPunctuation(bytes[end - 1]!)) end--;
  if (end === at + 3) return;
  for (const aim of aims) propose(aim, start, end, 0);
}

function isScheme(byte: number): boolean {
  return alnum[byte] !== 0 || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}

function isPunctuation(byte: number): boolean {
  return byte === 0x2e || byte === 0x2c || byte === 0x3b || byte === 0x3a || byte === 0x21 || byte === 0x3f;
}

const dashes = 5;
const begin = Buffer.from('-----BEGIN ');

/** A private key whose first digit, in its first line of base64, is at `at`: from `-----BEGIN` to the end of that line. */
export function scanPem(text: Text, aims: readonly Aim[], at: number, propose: Propose): void {
  const { bytes, low, high } = text;
  let start = at;
  while (start > low && at - start < mostLine && isBase64(bytes[start - 1]!)) start--;
  text.steps += at - start + 1;
  const line = start;
  // One or two line ends, as they are or escaped; the escape's letter was taken for base64.
  let back = start;
  if (start < at && bytes[start] === 0x6e && bytes[start - 1] === 0x5c) back++;
  for (let i = 0; i < 8 && back > low; i++) {
    const byte = bytes[back - 1]!;
    const escaped = (byte === 0x6e || byte === 0x72) && bytes[back - 2] === 0x5c;
    if (byte === 10 || byte === 13 || byte === 0x20) back--;
    else if (escaped) back -= 2;
    else break;
  }
  if (back === at || back - dashes <= low) return;
  for (let i = 1; i <= dashes; i++) if (bytes[back - i] !== 0x2d) return;
  let from = back - dashes;
  while (from > low && back - from < mostLine && bytes[from - 1] !== 0x2d && bytes[from - 1] !== 10) from--;
  from -= dashes;
  text.steps += back - from;
  if (from < low || !beginsWith(bytes, from, begin)) return;
  let end = line;
  while (end < high && end - line < mostLine && isBase64(bytes[end]!)) end++;
  for (const aim of aims) propose(aim, from, end, 0);
}

function isBase64(byte: number): boolean {
  return alnum[byte] !== 0 || byte === 0x2b || byte === 0x2f || byte === 0x3d;
}
