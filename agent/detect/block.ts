import { padding } from './reading.ts';

/** What no shape crosses, put between cells. */
const separator = '\x1e';

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
    const room = text.length * 3 + padding + 4;
    if (this.#bytes.length < room) this.#bytes = new Uint8Array((room + 0xffff) & ~0xffff);
    const bytes = this.#bytes;
    const { written } = encoder.encodeInto(text, bytes);
    const ascii = written === text.length;
    const starts = new Int32Array(cells.length);
    const ends = new Int32Array(cells.length);
    let at = 0;
    cells.forEach((cell, index) => {
      const size = ascii ? cell.length : Buffer.byteLength(cell);
      let [start, end] = [at, at + size];
      while (start < end && bytes[start]! <= 0x20) start++;
      while (end > start && bytes[end - 1]! <= 0x20) end--;
      [starts[index], ends[index]] = [start, end];
      at += size + 1;
    });
    return { bytes, length: written, starts, ends };
  }
}
