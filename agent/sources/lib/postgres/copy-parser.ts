import { batchBytes, batchRows, type RowBatch } from '../../../contracts/source.ts';

/** A column as it comes: `plain` cells stand as they are; `bytes` come as `\x` and hexadecimal digits. */
export interface CopyColumn {
  readonly kind: 'plain' | 'bytes';
  /** Bytes of a cell that are kept; what is longer is cut and counted. */
  readonly max: number;
}

const tab = 9;
const newline = 10;
const backslash = 92;

/**
 * Reads the text format of COPY: cells end in a tab or, the last of a row, in a newline; `\N` is NULL; what would be
 * misread comes with a backslash before it. Works in the buffer itself: no cell is ever made a string, and only what
 * has a backslash in it is moved.
 *
 * `push` bytes as they come; then take what `next` gives until it is null. After the last, `end` gives the rest.
 */
export class CopyParser {
  readonly #columns: readonly CopyColumn[];
  readonly #width: number;
  readonly #special: Uint8Array;
  /** The longest cell that is taken as it stands, by column; -1 for none. */
  readonly #plain: Int32Array;
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;
  #raw = new Uint8Array(1 << 18);
  /** Bytes in `#raw`, how far they were read, and where the cell that is being read begins. */
  #length = 0;
  #at = 0;
  #cell = 0;
  #column = 0;
  #escaped = false;
  #rows = 0;
  #cells = 0;
  /** Bytes of the cells of this batch. */
  #size = 0;
  #taken = false;
  #block = -1;
  /** Different blocks that rows came from, where the last column tells the block; rows of one follow each other. */
  blocks = 0;
  /** Cells that were cut, by column. */
  readonly cut = new Map<number, number>();

  /** @param blockLast a further column, the last, is the number of the row's block: counted, and not given */
  constructor(columns: readonly CopyColumn[], blockLast = false) {
    this.#columns = columns;
    this.#width = columns.length + (blockLast ? 1 : 0);
    this.#special = Uint8Array.from([
      ...columns.map(({ kind }) => Number(kind === 'bytes')),
      ...(blockLast ? [2] : []),
    ]);
    this.#plain = new Int32Array(this.#width + 1).fill(-1);
    columns.forEach(({ kind, max }, index) => {
      if (kind === 'plain') this.#plain[index] = Math.min(max, 0x7fff_ffff);
    });
    this.#starts = new Int32Array(columns.length * batchRows);
    this.#ends = new Int32Array(columns.length * batchRows);
  }

  push(chunk: Uint8Array): void {
    this.#begin();
    const needed = this.#length + chunk.length;
    if (needed > this.#raw.length) {
      const larger = new Uint8Array(Math.max(this.#raw.length * 2, needed));
      larger.set(this.#raw.subarray(0, this.#length));
      this.#raw = larger;
    }
    this.#raw.set(chunk, this.#length);
    this.#length = needed;
  }

  /** A full batch, good until the next call of anything; null when more bytes are needed for one. */
  next(): RowBatch | null {
    this.#begin();
    return this.#scan() ? this.#take() : null;
  }

  /** The rows that are left; null when there are none. */
  end(): RowBatch | null {
    this.#begin();
    return this.#rows === 0 ? null : this.#take();
  }

  /** Forgets a batch that was given: what follows it moves to the front. */
  #begin(): void {
    if (!this.#taken) return;
    this.#taken = false;
    this.#raw.copyWithin(0, this.#at, this.#length);
    this.#length -= this.#at;
    this.#at = 0;
    this.#cell = 0;
    this.#rows = 0;
    this.#cells = 0;
    this.#size = 0;
  }

  #take(): RowBatch {
    this.#taken = true;
    return {
      rows: this.#rows,
      bytes: this.#raw.subarray(0, this.#at),
      starts: this.#starts.subarray(0, this.#cells),
      ends: this.#ends.subarray(0, this.#cells),
    };
  }

  /** Reads on to the end of a batch, true, or of what there is. Only whole rows are in a batch. */
  #scan(): boolean {
    const raw = this.#raw;
    const length = this.#length;
    let at = this.#at;
    while (at < length) {
      const byte = raw[at]!;
      if (byte > newline && byte !== backslash) {
        at++;
        continue;
      }
      if (byte === backslash) this.#escaped = true;
      else if (byte === tab || byte === newline) {
        const column = this.#column;
        const start = this.#cell;
        if (this.#escaped || at - start > this.#plain[column]!) this.#endCell(start, at);
        else {
          // As it stands: nearly always.
          this.#column = column + 1;
          this.#size += at - start;
          this.#starts[this.#cells] = start;
          this.#ends[this.#cells++] = at;
        }
        this.#cell = at + 1;
        if (byte === newline) {
          this.#column = 0;
          this.#rows++;
          if (this.#rows === batchRows || this.#size >= batchBytes) {
            this.#at = at + 1;
            return true;
          }
        }
      }
      at++;
    }
    this.#at = at;
    return false;
  }

  #endCell(start: number, stop: number): void {
    const column = this.#column++;
    // A table of no columns has rows all the same.
    if (column >= this.#width) return;
    const special = this.#special[column]!;
    let end = stop;
    if (special === 2) {
      this.#countBlock(start, stop);
      return;
    }
    if (this.#escaped) {
      this.#escaped = false;
      if (end - start === 2 && this.#raw[start + 1] === 0x4e) {
        this.#starts[this.#cells] = -1;
        this.#ends[this.#cells++] = -1;
        return;
      }
      end = withoutEscapes(this.#raw, start, end);
      if (special === 1) end = fromHex(this.#raw, start, end);
    }
    const { max } = this.#columns[column]!;
    if (end - start > max) {
      end = cutAt(this.#raw, start, start + max, special === 1);
      this.cut.set(column, (this.cut.get(column) ?? 0) + 1);
    }
    this.#size += end - start;
    this.#starts[this.#cells] = start;
    this.#ends[this.#cells++] = end;
  }

  #countBlock(start: number, end: number): void {
    let block = 0;
    for (let at = start; at < end; at++) block = block * 10 + (this.#raw[at]! - 0x30);
    if (block !== this.#block) this.blocks++;
    this.#block = block;
  }
}

const letters = new Map([
  ...[
    ['b', 8],
    ['t', tab],
    ['n', newline],
    ['v', 11],
    ['f', 12],
    ['r', 13],
  ].map(([letter, byte]): [number, number] => [String(letter).charCodeAt(0), Number(byte)]),
]);

/** In place; gives the new end. */
function withoutEscapes(raw: Uint8Array, start: number, end: number): number {
  let to = raw.indexOf(backslash, start);
  for (let from = to; from < end; from++) {
    let byte = raw[from]!;
    if (byte === backslash) {
      const letter = raw[++from]!;
      byte = letters.get(letter) ?? letter;
    }
    raw[to++] = byte;
  }
  return to;
}

/** `\x4142` in place; gives the new end. */
function fromHex(raw: Uint8Array, start: number, end: number): number {
  let to = start;
  for (let from = start + 2; from + 1 < end; from += 2) raw[to++] = (digit(raw[from]!) << 4) | digit(raw[from + 1]!);
  return to;
}

const digit = (byte: number): number => (byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57);

/** Where to cut so that no character of UTF-8 is broken. */
function cutAt(raw: Uint8Array, start: number, end: number, binary: boolean): number {
  if (binary) return end;
  let at = end;
  while (at > start && (raw[at]! & 0xc0) === 0x80) at--;
  return at;
}
