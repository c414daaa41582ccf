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
}

const longestPrefix = 4;

/** The spelling that makes each `normal` of what was `written`, or null. */
export function findSpelling(
  examples: readonly { readonly written: string; readonly normal: string }[],
): Spelling | null {
  for (const keep of ['all', 'alnum', 'words'] as const) {
    for (const letters of ['same', 'lower', 'upper', 'fold'] as const) {
      for (let drop = 0; drop <= 3; drop++) {
        const spelling = derive(examples, { keep, letters, drop });
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

/**
 * Writes the normal form of `bytes[start, end)` to `out` as ASCII and gives its length; 0 when there is nothing left,
 * no room, or a letter that has no form in ASCII.
 */
export function spellBytes(bytes: Uint8Array, start: number, end: number, spelling: Spelling, out: Uint8Array): number {
  const { keep, letters, drop, prefix } = spelling;
  if (2 * (end - start) + prefix.length > out.length) return 0;
  let length = 0;
  for (; length < prefix.length; length++) out[length] = prefix.charCodeAt(length);
  let skip = drop;
  let gap = false;
  let begun = false;
  for (let at = start; at < end; at++) {
    let byte = bytes[at]!;
    let more = '';
    if (byte >= 0x41 && byte <= 0x5a) {
      if (letters === 'lower' || letters === 'fold') byte |= 0x20;
    } else if (byte >= 0x61 && byte <= 0x7a) {
      if (letters === 'upper') byte &= 0xdf;
    } else if (byte >= 0x80) {
      const folded = letters === 'fold' ? foldCode(codeAt(bytes, at, end)) : null;
      at += sizeAt(bytes, at) - 1;
      if (folded === null || folded === '' || !isAscii(folded)) return 0;
      byte = folded.charCodeAt(0);
      more = folded.slice(1);
    } else if (keep !== 'all' && (byte < 0x30 || byte > 0x39)) {
      gap = begun;
      continue;
    }
    if (gap && keep === 'words') {
      if (skip > 0) skip--;
      else out[length++] = 0x20;
    }
    gap = false;
    begun = true;
    if (skip > 0) skip--;
    else out[length++] = byte;
    for (let i = 0; i < more.length; i++) out[length++] = more.charCodeAt(i);
  }
  return length;
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x80) return false;
  return true;
}
