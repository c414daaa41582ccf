import { startA, stepA } from '../distinct.ts';
import { codeAt, foldCode, sizeAt } from '../letters.ts';

/**
 * How the normal form of a value follows from what is written, for cells of one form: found from examples, so that a
 * value need not be checked to be told from others.
 */
export interface Spelling {
  /** All of it; letters and digits; or these with one space between words. */
  readonly keep: 'all' | 'alnum' | 'words';
  /** `fold`: lower case without diacritics. */
  readonly letters: 'same' | 'lower' | 'upper' | 'fold';
  /** Characters left out at the start of what is kept, and what stands there instead: `0170 …` as `+49170…`. */
  readonly drop: number;
  readonly prefix: string;
  /** What stands for each byte: itself or its other case; 0 where it is left out, 1 for what is not ASCII. */
  readonly table: Uint8Array;
}

const longestPrefix = 4;

/** The spelling that makes each `normal` of what was `written`, or null. */
export function findSpelling(
  examples: readonly { readonly written: string; readonly normal: string }[],
): Spelling | null {
  for (const keep of ['all', 'alnum', 'words'] as const) {
    for (const letters of ['same', 'lower', 'upper', 'fold'] as const) {
      for (let drop = 0; drop <= 3; drop++) {
        const spelling = derive(examples, { keep, letters, drop, table: tableOf(keep, letters) });
        if (spelling !== null) return spelling;
      }
    }
  }
  return null;
}

function derive(
  examples: readonly { written: string; normal: string }[],
  given: Omit<Spelling, 'prefix'>,
): Spelling | null {
  let spelling: Spelling | null = null;
  for (const { written, normal } of examples) {
    if (spelling === null) {
      const body = spell(written, { ...given, prefix: '' });
      if (body === null) return null;
      const prefix = normal.slice(0, Math.max(0, normal.length - body.length));
      if (prefix.length > longestPrefix || prefix + body !== normal) return null;
      spelling = { ...given, prefix };
    } else if (spell(written, spelling) !== normal) return null;
  }
  return spelling;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function spell(written: string, spelling: Spelling): string | null {
  const bytes = encoder.encode(written);
  const out = new Uint8Array(bytes.length * 2 + longestPrefix);
  const length = spellBytes(bytes, 0, bytes.length, spelling, out);
  return length === 0 ? null : decoder.decode(out.subarray(0, length));
}

function tableOf(keep: Spelling['keep'], letters: Spelling['letters']): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => {
    if (byte >= 0x80) return 1;
    if (byte >= 0x41 && byte <= 0x5a) return letters === 'lower' || letters === 'fold' ? byte | 0x20 : byte;
    if (byte >= 0x61 && byte <= 0x7a) return letters === 'upper' ? byte & 0xdf : byte;
    const digit = byte >= 0x30 && byte <= 0x39;
    // Control characters are in no value that is read by its form.
    return (digit || keep === 'all') && byte > 1 ? byte : 0;
  });
}

/**
 * The first half of the rank of the normal form (`stepA` in ../distinct.ts) without writing it; null where `spellBytes`
 * must tell.
 */
export function halfRankSpelled(
  bytes: Uint8Array,
  start: number,
  end: number,
  { keep, drop, prefix, table }: Spelling,
  seed: number,
): number | null {
  let a = startA(seed);
  for (let i = 0; i < prefix.length; i++) a = stepA(a, prefix.charCodeAt(i));
  let skip = drop;
  const spaced = keep === 'words';
  if (skip === 0 && !spaced) {
    // Nearly all; stepA is written out, since as a call it costs more than all the rest.
    for (let at = start; at < end; at++) {
      const code = table[bytes[at]!]!;
      if (code > 1) {
        a = Math.imul(a ^ code, 0x9e3779b1);
        a ^= a >>> 15;
      } else if (code === 1) return null;
    }
    return a;
  }
  let gap = false;
  let begun = false;
  for (let at = start; at < end; at++) {
    const code = table[bytes[at]!]!;
    if (code < 2) {
      if (code === 1) return null;
      gap = spaced && begun;
      continue;
    }
    begun = true;
    if (gap) {
      gap = false;
      if (skip > 0) skip--;
      else a = stepA(a, 0x20);
    }
    if (skip > 0) skip--;
    else a = stepA(a, code);
  }
  return a;
}

/**
 * Writes the normal form of `bytes[start, end)` to `out` as ASCII and gives its length; 0 when there is nothing left,
 * no room, or a letter that has no form in ASCII.
 */
export function spellBytes(bytes: Uint8Array, start: number, end: number, spelling: Spelling, out: Uint8Array): number {
  const { keep, letters, drop, prefix, table } = spelling;
  if (2 * (end - start) + prefix.length > out.length) return 0;
  let length = 0;
  for (; length < prefix.length; length++) out[length] = prefix.charCodeAt(length);
  let skip = drop;
  let gap = false;
  let begun = false;
  const write = (code: number): void => {
    if (skip > 0) skip--;
    else out[length++] = code;
  };
  for (let at = start; at < end; at++) {
    const code = table[bytes[at]!]!;
    if (code === 0) {
      gap = keep === 'words' && begun;
      continue;
    }
    if (gap) write(0x20);
    gap = false;
    begun = true;
    if (code > 1) {
      write(code);
      continue;
    }
    const folded = letters === 'fold' ? foldCode(codeAt(bytes, at, end)) : null;
    if (folded === null || folded === '' || !isAscii(folded)) return 0;
    at += sizeAt(bytes, at) - 1;
    for (let i = 0; i < folded.length; i++) write(folded.charCodeAt(i));
  }
  return length;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
}
