import { padding, type Reading } from './reading.ts';

/** Bytes gathered before they are read. */
const gather = 1 << 19;
const encoder = new TextEncoder();
const newline = 10;

/** Half a megabyte anew for each of many small files would be most of the work; a thread reads one item at a time. */
let spare: Uint8Array<ArrayBuffer> | null = null;

function takeBuffer(size: number): Uint8Array<ArrayBuffer> {
  const taken = spare?.length === size ? spare : new Uint8Array(size);
  spare = null;
  return taken;
}

/**
 * Running text in pieces, read as one. Only places whose surroundings are there in full are read; the rest waits for
 * the next piece, so that the answer is the same however the text was cut. Memory does not grow with the text.
 */
export class ProseStream {
  readonly #reading: Reading;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #gather: number;
  #length = 0;
  #base = 0;
  #read = 0;
  /** Half of a surrogate pair that a piece ended with. */
  #half = '';
  /** Lines are counted as far as places are asked for, and when bytes go. */
  #lineAt = 0;
  #line = 0;

  /** `atOnce` is how many bytes are gathered; the answer does not depend on it. */
  constructor(reading: Reading, atOnce: number = gather) {
    this.#reading = reading;
    this.#gather = atOnce;
    this.#bytes = takeBuffer((atOnce + 4 * reading.margin + padding + 3) & ~3);
  }

  /** Nothing more will be read: the buffer serves the next item. */
  release(): void {
    spare = this.#bytes;
  }

  /** A new text; `firstLine` 0 where it has no lines. What was there must have been finished. */
  begin(firstLine: number): void {
    [this.#length, this.#base, this.#read, this.#half] = [0, 0, 0, ''];
    [this.#lineAt, this.#line] = [0, firstLine];
    this.#reading.labels.forget();
  }

  /** Where the next piece begins. */
  get end(): number {
    return this.#base + this.#length;
  }

  add(text: string | Uint8Array): void {
    if (typeof text === 'string') this.#addString(text);
    else this.#addBytes(text);
  }

  finish(): void {
    if (this.#half !== '') {
      this.#addBytes(encoder.encode(this.#half));
      this.#half = '';
    }
    this.#process(true);
  }

  /** The line of a place in the stream that has been read; 0 where the text has none. */
  lineOf(place: number): number {
    if (this.#line === 0) return 0;
    const bytes = this.#bytes;
    const to = place - this.#base;
    if (to < this.#lineAt) {
      let line = this.#line;
      for (let at = to; at < this.#lineAt; at++) if (bytes[at] === newline) line--;
      return line;
    }
    this.#countTo(to);
    return this.#line;
  }

  #countTo(to: number): void {
    // A Buffer's indexOf is several times as fast as a loop.
    const bytes = Buffer.from(this.#bytes.buffer, this.#lineAt, Math.max(0, to - this.#lineAt));
    for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) this.#line++;
    this.#lineAt = to;
  }

  #addString(piece: string): void {
    let text = this.#half + piece;
    this.#half = '';
    const last = text.charCodeAt(text.length - 1);
    if (last >= 0xd800 && last < 0xdc00) {
      this.#half = text.slice(-1);
      text = text.slice(0, -1);
    }
    for (let from = 0; from < text.length; ) {
      // encodeInto with a slice of the whole text: it stops at what fits.
      const { read, written } = encoder.encodeInto(from === 0 ? text : text.slice(from), this.#free());
      from += read;
      this.#length += written;
      if (from < text.length || this.#isFull()) this.#process(false);
    }
  }

  #addBytes(piece: Uint8Array): void {
    for (let from = 0; from < piece.length; ) {
      const free = this.#free();
      const part = piece.subarray(from, from + free.length);
      free.set(part);
      from += part.length;
      this.#length += part.length;
      if (this.#isFull()) this.#process(false);
    }
  }

  #free(): Uint8Array {
    return this.#bytes.subarray(this.#length, this.#bytes.length - padding);
  }

  #isFull(): boolean {
    return this.#length >= this.#gather + 3 * this.#reading.margin;
  }

  #process(last: boolean): void {
    const { margin } = this.#reading;
    const to = last ? this.#length : this.#length - margin;
    if (to > this.#read) {
      this.#reading.look(this.#bytes, this.#length, this.#base, null);
      this.#reading.read(this.#read, to);
      this.#read = to;
    }
    const drop = this.#read - margin;
    if (last || drop <= 0) return;
    if (this.#line > 0 && drop > this.#lineAt) this.#countTo(drop);
    this.#lineAt -= drop;
    if (this.#lineAt < 0) this.#lineAt = 0;
    this.#bytes.copyWithin(0, drop, this.#length);
    this.#length -= drop;
    this.#read -= drop;
    this.#base += drop;
  }
}
