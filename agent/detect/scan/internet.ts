import { alnum, codeAt, foldCode, sizeAt, startBefore, wordAt, wordBefore } from '../letters.ts';
import type { Aim } from '../plan.ts';
import type { Propose, Text } from './text.ts';

const mostLocal = 64;
const mostDomain = 253;
const mostV6 = 46;

const inLocal = new Uint8Array(256);
for (const char of "._%+'-") inLocal[char.charCodeAt(0)] = 1;

/** An e-mail address around the @ at `at`; letters of any script, no quotes. */
export function scanEmail(text: Text, aims: readonly Aim[], at: number, propose: Propose): void {
  const { bytes, low, high } = text;
  let start = at;
  for (let count = 0; start > low && count < mostLocal; count++) {
    const before = startBefore(bytes, start, low);
    if (!isPart(bytes, before, at, inLocal)) break;
    start = before;
  }
  while (start < at && inLocal[bytes[start]!] === 1 && bytes[start] !== 0x5f) start++;
  let end = at + 1;
  let dot = -1;
  let before = -1;
  for (let count = 0; end < high && count < mostDomain; count++) {
    const byte = bytes[end]!;
    if (byte === 0x2e) {
      before = dot;
      dot = end;
      end++;
    } else if (byte === 0x2d || isPart(bytes, end, high, none)) end += sizeAt(bytes, end);
    else break;
  }
  text.steps += end - start + 1;
  if (start === at || (end < high && bytes[end] === 0x40)) return;
  while (end > at + 1 && (bytes[end - 1] === 0x2e || bytes[end - 1] === 0x2d)) {
    end--;
    if (end === dot) dot = before;
  }
  if (dot <= at + 1 || wordAt(bytes, end, high)) return;
  for (const aim of aims) {
    // A sentence that begins without a space after the full stop: `… an info@nordwind.de.Bitte`.
    if (!propose(aim, start, end, 0) && before > at + 1) propose(aim, start, dot, 0);
  }
}

const none = new Uint8Array(256);

function isPart(bytes: Uint8Array, at: number, end: number, others: Uint8Array): boolean {
  const byte = bytes[at]!;
  if (byte < 0x80) return alnum[byte] !== 0 || others[byte] === 1 || (byte === 0x5f && others === inLocal);
  const code = codeAt(bytes, at, end);
  return code >= 0x80 && foldCode(code) !== null;
}

/** Four numbers with dots whose first digit is at `at`; not where a fifth follows or precedes. */
export function scanIpv4(text: Text, aims: readonly Aim[], at: number, propose: Propose): void {
  const { bytes, low, high } = text;
  if (wordBefore(bytes, at, low)) return;
  if (at > low && (bytes[at - 1] === 0x2e || bytes[at - 1] === 0x2d) && at - 1 > low && alnum[bytes[at - 2]!] === 2)
    return;
  let end = at;
  for (let part = 0; part < 4; part++) {
    if (part > 0) {
      if (end >= high || bytes[end] !== 0x2e) return;
      end++;
    }
    const from = end;
    while (end < high && end - from < 4 && alnum[bytes[end]!] === 2) end++;
    if (end === from || end - from > 3) return;
  }
  text.steps += end - at;
  if (wordAt(bytes, end, high)) return;
  const next = end + 1 < high ? alnum[bytes[end + 1]!]! : 0;
  if (end < high && ((bytes[end] === 0x2e && next !== 0) || (bytes[end] === 0x2d && next === 2))) return;
  for (const aim of aims) propose(aim, at, end, 0);
}

/** Groups of hexadecimal digits around the colon at `at`, when it is the first of them. */
export function scanIpv6(text: Text, aims: readonly Aim[], at: number, propose: Propose): void {
  const { bytes, low, high } = text;
  let start = at;
  while (start > low && at - start <= 4 && isHex(bytes[start - 1]!)) start--;
  if (at - start > 4 || wordBefore(bytes, start, low) || (start > low && isJoint(bytes[start - 1]!))) return;
  let end = at;
  let colons = 0;
  while (end < high && end - start < mostV6 && (isHex(bytes[end]!) || isJoint(bytes[end]!))) {
    if (bytes[end] === 0x3a) colons++;
    end++;
  }
  text.steps += end - start;
  while (end > start && (bytes[end - 1] === 0x2e || (bytes[end - 1] === 0x3a && bytes[end - 2] !== 0x3a))) {
    if (bytes[end - 1] === 0x3a) colons--;
    end--;
  }
  if (colons < 2 || end - start < 4 || wordAt(bytes, end, high)) return;
  for (const aim of aims) propose(aim, start, end, 0);
}

function isHex(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66);
}

function isJoint(byte: number): boolean {
  return byte === 0x3a || byte === 0x2e;
}
