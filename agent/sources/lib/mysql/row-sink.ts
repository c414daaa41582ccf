import { batchBytes, batchRows, type RowBatch } from '../../../contracts/source.ts';
import type { ReadColumn } from './order.ts';

/** Bytes that are kept from one batch to the next. */
const keptBytes = batchBytes * 2;

/**
 * Makes batches of rows as they come over the wire: cells one after the other, each behind its length. Whole stretches
 * of rows are copied at once, lengths included; where cells begin and end is noted.
 */
export class RowSink {
  readonly cut = new Map<number, number>();
  readonly #columns: readonly ReadColumn[];
  readonly #most: number;
  /** Rows have a number before them. */
  readonly #numbered: boolean;
  readonly #full: RowBatch[] = [];
  #rows = 0;
  readonly #spare: Filling[] = [];
  #filling: Filling;
  #clusters = 0;
  #cluster = -1;
  /** What is still to be copied. */
  #chunk: Uint8Array | null = null;
  #from = 0;
  #to = 0;

  constructor(columns: readonly ReadColumn[], most: number, numbered: boolean) {
    this.#columns = columns;
    this.#most = most;
    this.#numbered = numbered;
    this.#filling = newFilling(columns.length);
  }

  /** Different clusters so far: numbers that stood before rows. */
  get clusters(): number {
    return this.#clusters;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Numbers begin anew. */
  newClusters(): void {
    this.#cluster = -1;
  }

  /** A row lies in `bytes[from, to)`, which does not change until the batch is taken. */
  add(bytes: Uint8Array, from: number, to: number): void {
    const filling = this.#filling;
    if (bytes !== this.#chunk || from !== this.#to + header || filling.length + to - this.#from > filling.bytes.length)
      this.#begin(bytes, from, to);
    const shift = filling.length - this.#from;
    const { starts, ends } = filling;
    let at = from;
    let cells = filling.cells;
    if (this.#numbered) at = this.#skipNumber(bytes, at);
    while (at < to) {
      const first = bytes[at++]!;
      if (first === 0xfb) {
        starts[cells] = -1;
        ends[cells++] = -1;
        continue;
      }
      let length = first;
      if (first > 0xfb) {
        const digits = first === 0xfc ? 2 : first === 0xfd ? 3 : 8;
        length = readLength(bytes, at, digits);
        at += digits;
      }
      starts[cells] = shift + at;
      at += length;
      ends[cells++] = shift + (length > this.#most ? this.#shorten(bytes, at - length, cells) : at);
    }
    this.#to = to;
    filling.cells = cells;
    filling.size += to - from;
    if (cells === starts.length || filling.size >= batchBytes) this.#close();
  }

  /** The rows that are left, when there are no more. */
  end(): void {
    if (this.#filling.cells > 0) this.#close();
  }

  get ready(): boolean {
    return this.#full.length > 0;
  }

  /** The next batch that is full, or null. It lasts until it is given back. */
  take(): RowBatch | null {
    return this.#full.shift() ?? null;
  }

  giveBack(batch: RowBatch): void {
    const bytes = new Uint8Array(batch.bytes.buffer);
    if (bytes.length > keptBytes || this.#spare.length > 2) return;
    const [starts, ends] = [batch.starts, batch.ends].map((array) => new Int32Array(array.buffer));
    this.#spare.push({ bytes, length: 0, size: 0, starts: starts!, ends: ends!, cells: 0 });
  }

  #begin(bytes: Uint8Array, from: number, to: number): void {
    this.#copy();
    const filling = this.#filling;
    // Where the rows of a chunk do not fit, some rows of it may, and the rest of them after the next copy.
    const needed = filling.length + Math.max(to - from, Math.min(bytes.length - from, batchBytes));
    if (needed > filling.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, Math.min(filling.bytes.length * 2, keptBytes)));
      larger.set(filling.bytes.subarray(0, filling.length));
      filling.bytes = larger;
    }
    this.#chunk = bytes;
    this.#from = from;
    this.#to = from;
  }

  #copy(): void {
    if (this.#chunk === null) return;
    const filling = this.#filling;
    filling.bytes.set(this.#chunk.subarray(this.#from, this.#to), filling.length);
    filling.length += this.#to - this.#from;
    this.#chunk = null;
  }

  #close(): void {
    this.#copy();
    const { bytes, length, starts, ends, cells } = this.#filling;
    const rows = cells / this.#columns.length;
    this.#rows += rows;
    this.#full.push({
      rows,
      bytes: bytes.subarray(0, length),
      starts: starts.subarray(0, cells),
      ends: ends.subarray(0, cells),
    });
    this.#filling = this.#spare.pop() ?? newFilling(this.#columns.length);
  }

  /** Where a cell that is too long ends then: at a whole character, unless it holds bytes. */
  #shorten(bytes: Uint8Array, start: number, cells: number): number {
    const column = (cells - 1) % this.#columns.length;
    this.cut.set(column, (this.cut.get(column) ?? 0) + 1);
    let end = start + this.#most;
    if (this.#columns[column]!.as === 'bytes') return end;
    for (let back = 0; back < 3 && (bytes[end]! & 0xc0) === 0x80; back++) end--;
    return end;
  }

  /** Up to three digits. */
  #skipNumber(bytes: Uint8Array, at: number): number {
    const length = bytes[at]!;
    let number = 0;
    for (let place = at + 1; place <= at + length; place++) number = number * 10 + bytes[place]! - 48;
    if (number !== this.#cluster) this.#clusters++;
    this.#cluster = number;
    return at + 1 + length;
  }
}

/** Before each row stand its length and a number. */
const header = 4;

interface Filling {
  bytes: Uint8Array;
  /** What was copied to it. */
  length: number;
  /** Of its rows alone, so that where a batch ends does not depend on how they came. */
  size: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  cells: number;
}

function newFilling(columns: number): Filling {
  const cells = columns * batchRows;
  return {
    bytes: new Uint8Array(1 << 20),
    length: 0,
    size: 0,
    starts: new Int32Array(cells),
    ends: new Int32Array(cells),
    cells: 0,
  };
}

function readLength(bytes: Uint8Array, at: number, digits: number): number {
  let length = 0;
  for (let place = digits - 1; place >= 0; place--) length = length * 256 + bytes[at + place]!;
  return length;
}
