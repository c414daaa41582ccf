import { isUtf8 } from 'node:buffer';
import { createRequire } from 'node:module';
import iconv from 'iconv-lite';

const require = createRequire(import.meta.url);

/**
 * How the bytes of a text are to be read. `bytes8`: UTF-8 where a line is valid UTF-8, else the `legacy` encoding, so
 * that one stray line does not spoil a log.
 */
export type Encoding =
  | { readonly form: 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be'; readonly bom: number }
  /** `legacy`: null where the text does not say it; it is guessed when the first such line comes. */
  | { readonly form: 'bytes8'; readonly bom: number; readonly legacy: string | null };

const marks: readonly (readonly [Encoding['form'], readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['bytes8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/**
 * The encoding of a text from its first bytes, or null when they are no text.
 * `complete`: the head is all there is, so a character cut off at its end is a mistake.
 */
export function guessEncoding(head: Uint8Array, complete: boolean): Encoding | null {
  for (const [form, mark] of marks) {
    if (!mark.every((byte, i) => head[i] === byte)) continue;
    return form === 'bytes8' ? { form, bom: 3, legacy: null } : { form, bom: mark.length };
  }
  const counts = countBytes(head);
  if (isUtf8(complete ? head : head.subarray(0, wholeCharacters(head)))) {
    if (counts.controls * 20 <= head.length) return { form: 'bytes8', bom: 0, legacy: null };
    return wide(head, counts);
  }
  const utf16 = wide(head, counts);
  if (utf16 !== null) return utf16;
  if (counts.nul > 0 || counts.controls * 50 > head.length) return null;
  return { form: 'bytes8', bom: 0, legacy: declaredEncoding(head) };
}

/** Latin alphabets that are told apart; others of the kind differ in too little to matter. */
const latin: ReadonlySet<string> = new Set(
  'windows-1252 windows-1250 iso-8859-2 windows-1254 windows-1257 cp850 cp852'.split(' '),
);
/** Never guessed: other alphabets' letters look like these too easily, or no file has them. */
const exotic =
  /^(?:mac|cp(?!932|949|866|1125|850|852|125)|utf|ucs|ascii|us-ascii|hz|johab|iso-?8859-(?:3|4|10|13|14|15|16)$|iso8859|tis|kz|ptcp)/;

/** What the text says of itself (`encoding="…"` in XML, `charset=…` in HTML), where that may be true. */
function declaredEncoding(head: Uint8Array): string | null {
  const name = /(?:encoding|charset)\s*=\s*["']?([A-Za-z0-9_:.-]{3,30})/.exec(ascii(head.subarray(0, 2048)))?.[1];
  return name !== undefined && usable(name) ? name.toLowerCase() : null;
}

/**
 * The 8-bit or multi-byte encoding of bytes that are not UTF-8. Where most letters are ASCII the alphabet is a Latin one, and windows-1252 unless another fits clearly better.
 */
export function guessLegacy(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 16384);
  const { high, letters } = countLetters(sample);
  if (high < 4) return 'windows-1252';
  // Seven megabytes of tables, for each thread: loaded when the first such text comes.
  const jschardet = require('jschardet') as typeof import('jschardet').default;
  const guesses = jschardet
    .detectAll(Buffer.from(sample))
    .map(({ encoding, confidence }) => ({ name: (encoding ?? '').toLowerCase(), confidence }))
    .filter(({ name }) => usable(name) && !exotic.test(name));
  if (high * 3 < letters) {
    const western = guesses.find(({ name }) => name === 'windows-1252')?.confidence ?? 0;
    const best = guesses.find(({ name }) => latin.has(name));
    return best !== undefined && best.confidence > western * 1.3 ? best.name : 'windows-1252';
  }
  const fits = guesses.find(
    ({ name }) => !latin.has(name) && !iconv.decode(Buffer.from(whole(sample)), name).includes('\ufffd'),
  );
  return fits?.name ?? 'windows-1252';
}

/** Up to the last line end: a character cut in half would speak against every encoding. */
function whole(bytes: Uint8Array): Uint8Array {
  const end = bytes.lastIndexOf(0x0a);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

function countLetters(bytes: Uint8Array): { high: number; letters: number } {
  let high = 0;
  let low = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) high++;
    else if ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a) low++;
  }
  return { high, letters: high + low };
}

function usable(name: string): boolean {
  return !/^(?:ascii|us-ascii|utf|ucs|iso-8859-1$|base64|hex|binary|$)/i.test(name) && iconv.encodingExists(name);
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

interface ByteCounts {
  readonly nul: number;
  readonly even: number;
  readonly odd: number;
  readonly controls: number;
}

function countBytes(head: Uint8Array): ByteCounts {
  let even = 0;
  let odd = 0;
  let controls = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i]!;
    if (byte >= 0x20 && byte !== 0x7f) continue;
    if (byte === 0) {
      if (i % 2 === 0) even++;
      else odd++;
    } else if ((byte >= 0x09 && byte <= 0x0d) || byte === 0x1b || byte === 0x08) continue;
    controls++;
  }
  return { nul: even + odd, even, odd, controls };
}

/** UTF-16 without a mark: NULs on one side only, and what they make is mostly letters, digits and blanks. */
function wide(head: Uint8Array, { nul, even, odd }: ByteCounts): Encoding | null {
  if (nul * 50 < head.length || head.length < 4) return null;
  const form = even * 20 < odd ? 'utf-16le' : odd * 20 < even ? 'utf-16be' : null;
  if (form === null) return null;
  const text = new TextDecoder(form).decode(head.subarray(0, head.length - (head.length % 2)));
  const odds = text.match(/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\t\r\n\f]/gu)?.length ?? 0;
  return odds * 50 <= text.length ? { form, bom: 0 } : null;
}

/** Length of the bytes without a UTF-8 character that is cut off at the end. */
export function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const need = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return need > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
