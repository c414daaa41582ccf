import { SourceError } from '../../contracts/source.ts';

/** Reads a stream in pieces of wished sizes. */
export class Pieces {
  private readonly source: AsyncIterator<Uint8Array>;
  private chunk: Uint8Array = new Uint8Array(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** Up to `most` bytes as they come; null at the end. */
  async some(most: number): Promise<Uint8Array | null> {
    while (this.chunk.length === 0) {
      const next = await this.source.next();
      if (next.done === true) return null;
      this.chunk = next.value;
    }
    const piece = this.chunk.subarray(0, most);
    this.chunk = this.chunk.subarray(piece.length);
    return piece;
  }

  /** Exactly so many bytes, or fewer at the end. */
  async exactly(length: number): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for (let left = length; left > 0; ) {
      const piece = await this.some(left);
      if (piece === null) break;
      pieces.push(piece);
      left -= piece.length;
    }
    return Buffer.concat(pieces);
  }

  async skip(length: number): Promise<void> {
    for (let left = length; left > 0; ) {
      const piece = await this.some(left);
      if (piece === null) return;
      left -= piece.length;
    }
  }

  /** Exactly so many bytes. @throws SourceError damaged/truncated at the end */
  async all(length: number): Promise<Buffer> {
    const bytes = await this.exactly(length);
    if (bytes.length < length) throw new SourceError({ code: 'damaged', detail: 'truncated' });
    return bytes;
  }

  async byte(): Promise<number> {
    return (await this.all(1))[0]!;
  }

  /** Puts bytes back in front of what comes next. */
  unread(bytes: Uint8Array): this {
    if (bytes.length > 0) this.chunk = this.chunk.length === 0 ? bytes : Buffer.concat([bytes, this.chunk]);
    return this;
  }

  async close(): Promise<void> {
    await this.source.return?.();
  }
}

/** A member of an archive that passes by: its bytes can be had once, in order, and what is left is skipped. */
export class Passing {
  private left: number;
  private begun = false;
  private readonly pieces: Pieces;

  constructor(pieces: Pieces, size: number) {
    this.pieces = pieces;
    this.left = size;
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    // It is opened again only by whoever reads the archive from the start.
    if (this.begun) throw new SourceError({ code: 'internal', detail: null });
    this.begun = true;
    while (this.left > 0) {
      const piece = await this.pieces.some(this.left);
      if (piece === null) throw new SourceError({ code: 'damaged', detail: 'truncated' });
      this.left -= piece.length;
      yield piece;
    }
  }

  /** Goes to its end and `padding` further. */
  async skip(padding: number): Promise<void> {
    await this.pieces.skip(this.left + padding);
    this.left = 0;
  }
}
