import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { type Encoding, guessEncoding, guessLegacy, wholeCharacters } from './encoding.ts';

/** Anything that gives its bytes from the start, with its first bytes at hand. */
export interface Readable {
  readonly head: Uint8Array;
  readonly size: number;
  bytes(): AsyncIterable<Uint8Array>;
}

const plain: Encoding = { form: 'bytes8', bom: 0, legacy: null };

/** The text of some content in pieces: UTF-8 bytes as they stand where they are valid, strings where they were decoded. */
export async function* textPieces(input: Readable): AsyncGenerator<Uint8Array | string> {
  const encoding = guessEncoding(input.head, input.head.length >= input.size) ?? plain;
  if (encoding.form === 'bytes8') yield* utf8Pieces(input, encoding.bom, encoding.legacy);
  else yield* decoded(input, encoding.form);
}

/** First bytes as text, good enough to tell what kind of text it is. */
export function decodeHead(head: Uint8Array, encoding: Encoding): string {
  return iconv.decode(view(head), encoding.form === 'bytes8' ? (encoding.legacy ?? 'utf-8') : encoding.form);
}

/** The same, all as strings. */
export async function* strings(input: Readable): AsyncGenerator<string> {
  for await (const piece of textPieces(input)) yield typeof piece === 'string' ? piece : view(piece).toString('utf8');
}

async function* decoded(input: Readable, form: Exclude<Encoding['form'], 'bytes8'>): AsyncGenerator<string> {
  const wide = form.startsWith('utf-32') ? iconv.getDecoder(form) : null;
  const utf16 = wide === null ? new TextDecoder(form) : null;
  for await (const chunk of input.bytes()) {
    const text = wide?.write(view(chunk)) ?? utf16?.decode(chunk, { stream: true }) ?? '';
    if (text.length > 0) yield text;
  }
  const rest = wide?.end() ?? utf16?.decode() ?? '';
  if (rest.length > 0) yield rest;
}

async function* utf8Pieces(input: Readable, bom: number, legacy: string | null): AsyncGenerator<Uint8Array | string> {
  const mixed = new Mixed(legacy);
  let skip = bom;
  let carry: Uint8Array = new Uint8Array(0);
  for await (const chunk of input.bytes()) {
    const bytes = joined(carry, skip > 0 ? chunk.subarray(skip) : chunk);
    skip = Math.max(0, skip - chunk.length);
    const valid = wholeCharacters(bytes);
    const body = bytes.subarray(0, valid);
    if (isUtf8(body)) {
      carry = bytes.subarray(valid);
      if (body.length > 0) yield body;
      continue;
    }
    const cut = safeCut(bytes);
    carry = bytes.subarray(cut);
    yield* mixed.pieces(bytes.subarray(0, cut));
  }
  if (carry.length > 0) yield* mixed.pieces(carry);
}

function joined(carry: Uint8Array, chunk: Uint8Array): Uint8Array {
  return carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
}

/** Where bytes may be cut without splitting a line; in one long line, behind a byte that is no half of a character. */
function safeCut(bytes: Uint8Array): number {
  const newline = bytes.lastIndexOf(0x0a);
  if (newline >= 0) return newline + 1;
  for (let at = bytes.length - 1; at > bytes.length - 4096 && at >= 0; at--) if (bytes[at]! < 0x30) return at + 1;
  return bytes.length;
}

/** Lines that are UTF-8 stay as they are, the others are read in the legacy encoding. */
class Mixed {
  private legacy: string | null;
  constructor(legacy: string | null) {
    this.legacy = legacy;
  }

  *pieces(bytes: Uint8Array): Generator<Uint8Array | string> {
    const runs = [...runsOf(bytes)];
    // All lines that are no UTF-8 together tell more of their encoding than the first.
    this.legacy ??= guessLegacy(Buffer.concat(runs.filter(({ good }) => !good).map((run) => run.bytes)));
    for (const { good, bytes: run } of runs) yield good ? run : iconv.decode(view(run), this.legacy);
  }
}

/** Neighbouring lines that are all UTF-8, or all not. */
function* runsOf(bytes: Uint8Array): Generator<{ readonly good: boolean; readonly bytes: Uint8Array }> {
  const buffer = view(bytes);
  let start = 0;
  let good = true;
  for (let at = 0; at < bytes.length; ) {
    const newline = buffer.indexOf(0x0a, at);
    const end = newline < 0 ? bytes.length : newline + 1;
    const valid = isUtf8(bytes.subarray(at, end));
    if (valid !== good && at > start) {
      yield { good, bytes: bytes.subarray(start, at) };
      start = at;
    }
    good = valid;
    at = end;
  }
  if (start < bytes.length) yield { good, bytes: bytes.subarray(start) };
}

export function view(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}
