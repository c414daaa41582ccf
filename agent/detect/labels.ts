import { codeAt, foldAscii, foldCode, sizeAt, startBefore } from './letters.ts';
import { foldText, hashStart, hashStep, type Lexicon, type Meaning, slotOf } from './lexicon.ts';

/** A phrase found in the text; positions are absolute in the stream. */
export interface LabelHit {
  readonly start: number;
  readonly end: number;
  readonly meaning: Meaning;
}

const blockSize = 128;
const longestWord = 64;
const longestGap = 3;
/** Code point from which scripts are written without spaces (Thai is the first), and the longest label in one. */
const firstUnspaced = 0x0e00;
const longestUnspaced = 24;
const none: readonly LabelHit[] = [];

/**
 * Phrases of the lexicon in a text, found on demand: blocks of 128 bytes, aligned to the stream and not to a buffer,
 * are read once when a candidate near them asks. What a block says depends on the text around it alone, so it is the
 * same however the text was cut.
 */
export class LabelIndex {
  readonly #lexicon: Lexicon;
  #bytes: Uint8Array = new Uint8Array(0);
  #low = 0;
  #high = 0;
  #base = 0;
  readonly #blocks = new Map<number, readonly LabelHit[]>();
  /** Bytes read so far, for the test of linear cost. */
  steps = 0;

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon;
  }

  /** Text is `bytes[low, high)`; `base` is the place of `bytes[0]` in the stream. Blocks before it are forgotten. */
  look(bytes: Uint8Array, low: number, high: number, base: number): void {
    this.#bytes = bytes;
    this.#low = low;
    this.#high = high;
    this.#base = base;
    // No shift: places of a text beyond two gigabytes are no 32-bit numbers.
    const first = Math.floor((base + low) / blockSize);
    for (const block of this.#blocks.keys()) if (block < first) this.#blocks.delete(block);
  }

  forget(): void {
    this.#blocks.clear();
  }

  /** Calls back for every phrase that lies within `bytes[from, to)`, in order of its start; positions in `bytes`. */
  within(from: number, to: number, visit: (hit: LabelHit, base: number) => void): void {
    const base = this.#base;
    const low = base + Math.max(from, this.#low);
    const high = base + Math.min(to, this.#high);
    for (let block = Math.floor(low / blockSize); block * blockSize < high; block++) {
      for (const hit of this.#block(block)) if (hit.start >= low && hit.end <= high) visit(hit, base);
    }
  }

  #block(block: number): readonly LabelHit[] {
    let hits = this.#blocks.get(block);
    if (hits === undefined) {
      hits = this.#read(block);
      this.#blocks.set(block, hits);
    }
    return hits;
  }

  #read(block: number): readonly LabelHit[] {
    const hits: LabelHit[] = [];
    let at = Math.max(block * blockSize - this.#base, this.#low);
    const end = Math.min((block + 1) * blockSize - this.#base, this.#high);
    this.steps += end - at;
    // A word that began before the block belongs to the block before.
    if (at > this.#low) at = this.#skipWord(at, end);
    const bytes = this.#bytes;
    const high = this.#high;
    const firstWords = this.#lexicon.firstWords;
    while (at < end) {
      const start = at;
      let hash = hashStart;
      // Most words are plain ASCII letters without capitals but the first.
      let folded = bytes[at]! < 0x80 ? foldAscii[bytes[at]!]! : 0;
      while (folded !== 0) {
        hash = hashStep(hash, folded);
        at++;
        folded = at < high && bytes[at]! < 0x80 ? foldAscii[bytes[at]!]! : 0;
      }
      if (at < high && bytes[at]! >= 0x80) {
        at = this.#readWord(start, hits);
        continue;
      }
      if (at === start) {
        at++;
        continue;
      }
      const first = bytes[start]!;
      if (first < 0x3a || at - start > longestWord) continue;
      if (firstWords[slotOf(hash)] === 1) this.#match(start, at, hash, hits);
      if (bytes[at - 1]! < 0x3a || hasCapital(bytes, start + 1, at)) this.#matchParts(start, at, hits);
    }
    return hits.length === 0 ? none : hits;
  }

  /** A word with letters beyond ASCII, or a symbol of several bytes; its end. */
  #readWord(start: number, hits: LabelHit[]): number {
    const bytes = this.#bytes;
    let at = start;
    let hash = hashStart;
    while (at < this.#high) {
      const folded = foldCode(codeAt(bytes, at, this.#high));
      if (folded === null) break;
      for (let i = 0; i < folded.length; i++) hash = hashStep(hash, folded.charCodeAt(i));
      at += sizeAt(bytes, at);
    }
    if (at === start) return at + sizeAt(bytes, at);
    if (bytes[start]! < 0x3a || at - start > longestWord) return at;
    if (this.#lexicon.firstWords[slotOf(hash)] === 1) this.#match(start, at, hash, hits);
    if (at - start > 3 && codeAt(bytes, start, this.#high) >= firstUnspaced) this.#matchUnspaced(start, at, hits);
    return at;
  }

  /** Thai, Chinese, Japanese; Korean with its endings: no space says where a word begins or ends. */
  #matchUnspaced(start: number, end: number, hits: LabelHit[]): void {
    const bytes = this.#bytes;
    for (let from = start; from < end; from += sizeAt(bytes, from)) {
      let hash = hashStart;
      for (let at = from, count = 0; at < end && count < longestUnspaced; count++) {
        const folded = foldCode(codeAt(bytes, at, end)) ?? '';
        for (let i = 0; i < folded.length; i++) hash = hashStep(hash, folded.charCodeAt(i));
        at += sizeAt(bytes, at);
        this.steps++;
        // The word as a whole has been looked for, and one character says too little.
        if (count === 0 || (from === start && at === end)) continue;
        if (this.#lexicon.firstWords[slotOf(hash)] === 1) this.#match(from, at, hash, hits);
      }
    }
  }

  /** Position after the word that `at` is in the middle of, `at` itself where one may begin. */
  #skipWord(at: number, end: number): number {
    const bytes = this.#bytes;
    let next = at;
    while (next < end && (bytes[next]! & 0xc0) === 0x80) next++;
    const before = startBefore(bytes, next, this.#low);
    if (foldCode(codeAt(bytes, before, this.#high)) === null) return next;
    while (next < end && foldCode(codeAt(bytes, next, this.#high)) !== null) next += sizeAt(bytes, next);
    return next;
  }

  #match(start: number, end: number, hash: number, hits: LabelHit[]): void {
    let node = this.#lexicon.root.next.get(hash);
    for (let wordEnd = end; node !== undefined; ) {
      if (node.meaning !== null && this.#folded(start, wordEnd) === node.text) {
        hits.push({ start: this.#base + start, end: this.#base + wordEnd, meaning: node.meaning });
      }
      if (node.next.size === 0) return;
      const next = this.#nextWord(wordEnd);
      if (next === null) return;
      node = node.next.get(next.hash);
      wordEnd = next.end;
    }
  }

  /** `email2`: a number may follow a label. `customerEmail`: each piece of three letters or more may be one. */
  #matchParts(start: number, end: number, hits: LabelHit[]): void {
    const bytes = this.#bytes;
    let letters = end;
    while (bytes[letters - 1]! < 0x3a) letters--;
    if (letters < end) this.#match(start, letters, this.#hash(start, letters), hits);
    let from = start;
    for (let at = start + 1; at <= letters; at++) {
      const splits = at === letters || (isUpper(bytes[at]!) && !isUpper(bytes[at - 1]!));
      if (!splits) continue;
      if (at - from >= 3 && at - from < letters - start) this.#match(from, at, this.#hash(from, at), hits);
      from = at;
    }
  }

  #hash(start: number, end: number): number {
    let hash = hashStart;
    for (let at = start; at < end; at++) hash = hashStep(hash, foldAscii[this.#bytes[at]!]!);
    return hash;
  }

  #nextWord(end: number): { readonly hash: number; readonly end: number } | null {
    const bytes = this.#bytes;
    let start = end;
    for (; ; start += sizeAt(bytes, start)) {
      if (start >= this.#high || start - end > longestGap || bytes[start] === 0x1e) return null;
      if (foldCode(codeAt(bytes, start, this.#high)) !== null) break;
    }
    if (start === end) return null;
    let hash = hashStart;
    let at = start;
    while (at < this.#high && at - start <= longestWord) {
      const folded = foldCode(codeAt(bytes, at, this.#high));
      if (folded === null) break;
      for (let i = 0; i < folded.length; i++) hash = hashStep(hash, folded.charCodeAt(i));
      at += sizeAt(bytes, at);
    }
    return { hash, end: at };
  }

  /** Folded words with single spaces, as the lexicon has them. */
  #folded(start: number, end: number): string {
    return foldText(utf8(this.#bytes, start, end));
  }
}

function hasCapital(bytes: Uint8Array, start: number, end: number): boolean {
  let lower = bytes[start - 1]! >= 0x61;
  for (let at = start; at < end; at++) {
    const isLower = bytes[at]! >= 0x61;
    if (lower && !isLower && bytes[at]! >= 0x41) return true;
    lower = isLower;
  }
  return false;
}

function isUpper(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Text of some bytes. */
export function utf8(bytes: Uint8Array, start: number, end: number): string {
  if (end - start <= 48) {
    let text = '';
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!;
      if (byte >= 0x80) return decoder.decode(bytes.subarray(start, end));
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decoder.decode(bytes.subarray(start, end));
}
