import { SourceError } from '../../contracts/source.ts';

export interface TarHeader {
  readonly name: string;
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  /** `0` a file, `5` a folder, `x` and `L` names for the next header … */
  readonly type: string;
}

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

  async close(): Promise<void> {
    await this.source.return?.();
  }
}

/** One header block; null for a block of zeros. @throws SourceError damaged/checksum */
export function tarHeader(block: Buffer): TarHeader | null {
  if (block.every((byte) => byte === 0)) return null;
  const told = octal(block, 148, 8);
  let sum = 8 * 32;
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += block[i]!;
  if (sum !== told) throw new SourceError({ code: 'damaged', detail: 'checksum' });
  const prefix = block.toString('latin1', 257, 262) === 'ustar' ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: octal(block, 124, 12),
    mtime: octal(block, 136, 12),
    type: String.fromCharCode(block[156]!).replace('\0', '0'),
  };
}

function text(block: Buffer, at: number, length: number): string {
  const end = block.indexOf(0, at);
  return block.toString('utf8', at, end < 0 || end > at + length ? at + length : end);
}

/** Octal digits, or a big-endian number where the first bit is set. */
function octal(block: Buffer, at: number, length: number): number {
  if ((block[at]! & 0x80) !== 0) return block.readUIntBE(at + length - 6, 6);
  return (
    Number.parseInt(
      block
        .toString('latin1', at, at + length)
        .replace(/[\0 ]+/g, ' ')
        .trim() || '0',
      8,
    ) || 0
  );
}

/** `path` of a pax header. */
export function paxPath(body: Buffer): string | null {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(body.toString('utf8'))?.[1] ?? null;
}
