import { padding } from './reading.ts';

/** What no shape crosses, put between cells. */
const separator = '\x1e';
const separatorByte = 0x1e;

/** Cells as one block of UTF-8 with their borders. */
export interface Block {
  readonly bytes: Uint8Array;
  readonly length: number;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

const encoder = new TextEncoder();

/** Blank space around a cell's text is not part of it. Buffers are used again: a block lasts until the next. */
export class BlockMaker {
  #bytes = new Uint8Array(0);

  make(cells: readonly string[]): Block {
    const text = cells.join(separator);
    const bytes = this.#room(text.length * 3 + padding + 4);
    const { written } = encoder.encodeInto(text, bytes);
    const ascii = written === text.length;
    const starts = new Int32Array(cells.length);
    const ends = new Int32Array(cells.length);
    let at = 0;
    cells.forEach((cell, index) => {
      const size = ascii ? cell.length : Buffer.byteLength(cell);
      [starts[index], ends[index]] = [at, at + size];
      at += size + 1;
    });
    trim(bytes, starts, ends);
    return { bytes, length: written, starts, ends };
  }

  /** The same of cells that are bytes already: those at `indexOf(0)` … `indexOf(count - 1)` of `starts` and `ends`. */
  pick(from: Uint8Array, froms: Int32Array, tos: Int32Array, indexOf: (index: number) => number, count: number): Block {
    const starts = new Int32Array(count);
    const ends = new Int32Array(count);
    let length = 0;
    for (let index = 0; index < count; index++) {
      const cell = indexOf(index);
      starts[index] = length;
      length += tos[cell]! - froms[cell]!;
      ends[index] = length++;
    }
    const bytes = this.#room(length + padding + 4);
    for (let index = 0; index < count; index++) {
      const cell = indexOf(index);
      let at = starts[index]!;
      for (let source = froms[cell]!; source < tos[cell]!; source++) bytes[at++] = from[source]!;
      bytes[at] = separatorByte;
    }
    trim(bytes, starts, ends);
    return { bytes, length, starts, ends };
  }

  #room(size: number): Uint8Array {
    if (this.#bytes.length < size) this.#bytes = new Uint8Array((size + 0xffff) & ~0xffff);
    return this.#bytes;
  }
}

function trim(bytes: Uint8Array, starts: Int32Array, ends: Int32Array): void {
  for (let index = 0; index < starts.length; index++) {
    let [start, end] = [starts[index]!, ends[index]!];
    while (start < end && bytes[start]! <= 0x20) start++;
    while (end > start && bytes[end - 1]! <= 0x20) end--;
    [starts[index], ends[index]] = [start, end];
  }
}
