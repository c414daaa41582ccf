import { createHash, type Hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { SourceError } from '../../contracts/source.ts';
import { Crc64 } from './crc64.ts';
import { lzma1, lzma2 } from './lzma2.ts';
import { Pieces } from './pieces.ts';

/** Bytes of the check behind each block, by its number in the format. */
const checkSizes = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64] as const;
const damaged = (detail: 'structure' | 'checksum' | 'size_differs') => new SourceError({ code: 'damaged', detail });

/** Unpacks the xz format: one stream or several, their checks verified. Source: xz-file-format 1.2.1, tukaani.org. */
export async function* unxz(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces(source);
  try {
    let first = true;
    for (;;) {
      const header = await streamHeader(pieces, first);
      if (header === null) return;
      first = false;
      const check = header[7]! & 15;
      for (;;) {
        const size = await pieces.byte();
        if (size === 0) break;
        yield* block(pieces, size, check);
      }
      await index(pieces);
    }
  } finally {
    await pieces.close();
  }
}

/** Null at the end; between streams there may be zeros. */
async function streamHeader(pieces: Pieces, first: boolean): Promise<Buffer | null> {
  for (;;) {
    const start = await pieces.exactly(4);
    if (start.length === 0 && !first) return null;
    if (!first && start.every((byte) => byte === 0)) continue;
    const header = Buffer.concat([start, await pieces.all(8)]);
    if (header.toString('latin1', 0, 6) !== '\xfd7zXZ\0') throw damaged('structure');
    if (crc32(header.subarray(6, 8)) !== header.readUInt32LE(8)) throw damaged('checksum');
    return header;
  }
}

async function* block(pieces: Pieces, size: number, check: number): AsyncGenerator<Uint8Array> {
  const rest = await pieces.all(size * 4 + 3);
  const header = Buffer.concat([Buffer.from([size]), rest]);
  if (crc32(header.subarray(0, -4)) !== header.readUInt32LE(header.length - 4)) throw damaged('checksum');
  const dictionary = filters(header);
  const sum = new Check(check);
  const counted = new Counted(pieces);
  for await (const piece of lzma2(counted, dictionary)) {
    sum.update(piece);
    yield piece;
  }
  await pieces.all((4 - (counted.count % 4)) % 4);
  sum.verify(await pieces.all(checkSizes[check] ?? 0));
}

/** The size of the dictionary. @throws SourceError unsupported/method for filters of program code */
function filters(header: Buffer): number {
  const flags = header[1]!;
  const at = { value: 2 };
  if ((flags & 0x40) !== 0) varint(header, at);
  if ((flags & 0x80) !== 0) varint(header, at);
  const id = varint(header, at);
  if ((flags & 3) !== 0 || id !== 0x21) throw new SourceError({ code: 'unsupported', detail: 'method' });
  if (varint(header, at) !== 1) throw damaged('structure');
  return dictionarySize(header[at.value] ?? 41);
}

/** Of LZMA2: its one byte of properties says how far back it repeats. */
export function dictionarySize(bits: number): number {
  if (bits > 40) throw damaged('structure');
  return bits === 40 ? 0xffffffff : (2 | (bits & 1)) * 2 ** (Math.floor(bits / 2) + 11);
}

function varint(bytes: Buffer, at: { value: number }): number {
  let value = 0;
  for (let i = 0; i < 7; i++) {
    const byte = bytes[at.value++] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * i);
    if (byte < 0x80) break;
  }
  return value;
}

/** Goes past the index and the footer. */
async function index(pieces: Pieces): Promise<void> {
  let length = 1;
  const number = async (): Promise<number> => {
    let value = 0;
    for (let i = 0; i < 9; i++) {
      const byte = await pieces.byte();
      length++;
      value += (byte & 0x7f) * 2 ** (7 * i);
      if (byte < 0x80) return value;
    }
    throw damaged('structure');
  };
  const records = await number();
  for (let i = 0; i < records; i++) {
    await number();
    await number();
  }
  await pieces.all(((4 - (length % 4)) % 4) + 4);
  const footer = await pieces.all(12);
  if (footer.toString('latin1', 10) !== 'YZ') throw damaged('structure');
}

/** Counts what is taken, for the padding. */
class Counted extends Pieces {
  count = 0;
  private readonly inner: Pieces;

  constructor(inner: Pieces) {
    super((async function* () {})());
    this.inner = inner;
  }

  override async some(most: number): Promise<Uint8Array | null> {
    const piece = await this.inner.some(most);
    this.count += piece?.length ?? 0;
    return piece;
  }
}

/** The check of a block; kinds that nobody uses are not verified. */
class Check {
  private sum = 0;
  private readonly long: Crc64 | null;
  private readonly hash: Hash | null;
  private readonly kind: number;

  constructor(kind: number) {
    this.kind = kind;
    this.long = kind === 4 ? new Crc64() : null;
    this.hash = kind === 10 ? createHash('sha256') : null;
  }

  update(bytes: Uint8Array): void {
    if (this.kind === 1) this.sum = crc32(bytes, this.sum);
    this.long?.update(bytes);
    this.hash?.update(bytes);
  }

  verify(told: Buffer): void {
    const right =
      this.kind === 1
        ? told.readUInt32LE(0) === this.sum
        : (this.long?.equals(told) ?? this.hash?.digest().equals(told) ?? true);
    if (!right) throw damaged('checksum');
  }
}

/** Unpacks the lzip format, one member or several. Source: lzip manual, "File format". */
export async function* unlzip(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces(source);
  try {
    for (let first = true; ; first = false) {
      const header = await pieces.exactly(6);
      // Behind the last member there may be anything.
      if (!first && (header.length < 6 || header.toString('latin1', 0, 4) !== 'LZIP')) return;
      if (header.length < 6) throw new SourceError({ code: 'damaged', detail: 'truncated' });
      const bits = header[5]! & 31;
      if (bits < 12 || bits > 29) throw damaged('structure');
      const dictionary = 2 ** bits - (2 ** bits / 16) * (header[5]! >> 5);
      let sum = 0;
      let size = 0;
      const unpacked = lzma1(pieces, 93, dictionary, null);
      for (let next = await unpacked.next(); ; next = await unpacked.next()) {
        if (next.done === true) {
          pieces.unread(next.value);
          break;
        }
        sum = crc32(next.value, sum);
        size += next.value.length;
        yield next.value;
      }
      const trailer = await pieces.all(20);
      if (trailer.readUInt32LE(0) !== sum) throw damaged('checksum');
      if (Number(trailer.readBigUInt64LE(4)) !== size) throw damaged('size_differs');
    }
  } finally {
    await pieces.close();
  }
}
