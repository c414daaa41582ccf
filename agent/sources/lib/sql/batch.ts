import { batchBytes, batchRows, type RowBatch } from '../../../contracts/source.ts';

const encoder = new TextEncoder();

/** Puts cells into batches, cut by rows and bytes alone. Buffers are used again: a batch lasts until the next is begun. */
export class BatchMaker {
  readonly #columns: number;
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  #cells = 0;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  constructor(columns: number) {
    this.#columns = columns;
    this.#starts = new Int32Array(columns * batchRows);
    this.#ends = new Int32Array(columns * batchRows);
  }

  addNull(): void {
    this.#starts[this.#cells] = -1;
    this.#ends[this.#cells++] = -1;
  }

  addText(text: string): void {
    this.#room(text.length * 3);
    const { written } = encoder.encodeInto(text, this.#bytes.subarray(this.#length));
    this.#end(written);
  }

  addBytes(bytes: Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#end(bytes.length);
  }

  /** To be asked after each row: true when the batch must be taken. */
  get full(): boolean {
    return this.#cells >= this.#starts.length || this.#length >= batchBytes;
  }

  /** The rows so far as a batch, and begins the next; null when there are none. */
  take(): RowBatch | null {
    if (this.#cells === 0) return null;
    const batch = {
      rows: this.#cells / this.#columns,
      bytes: this.#bytes.subarray(0, this.#length),
      starts: this.#starts.subarray(0, this.#cells),
      ends: this.#ends.subarray(0, this.#cells),
    };
    this.#length = 0;
    this.#cells = 0;
    return batch;
  }

  #end(size: number): void {
    this.#starts[this.#cells] = this.#length;
    this.#length += size;
    this.#ends[this.#cells++] = this.#length;
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}
