import { isUtf8 } from 'node:buffer';
import { SourceError } from '../../contracts/source.ts';
import { Pieces } from './pieces.ts';

export interface TarHeader {
  readonly name: string;
  readonly size: number;
  /** Seconds since 1970. */
  readonly mtime: number;
  /** `0` a file, `5` a folder, `x` and `L` facts for the next header … */
  readonly type: string;
}

export const block = 512;

/** One header block, whose sum is right. */
export function tarHeader(bytes: Buffer): TarHeader {
  // GNU headers have other things where POSIX has the start of a long name.
  const posix = bytes.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = posix ? text(bytes, 345, 155) : '';
  const name = text(bytes, 0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: number(bytes, 124, 12),
    mtime: number(bytes, 136, 12),
    type: String.fromCharCode(bytes[156]!).replace('\0', '0'),
  };
}

/** Whether the sum in a block is that of its bytes, signed or not. */
export function isTarHeader(bytes: Uint8Array): boolean {
  if (bytes.length < block) return false;
  let sum = 8 * 32;
  let signed = 8 * 32;
  for (let i = 0; i < block; i++) {
    if (i >= 148 && i < 156) continue;
    sum += bytes[i]!;
    signed += (bytes[i]! << 24) >> 24;
  }
  const told = number(Buffer.from(bytes.buffer, bytes.byteOffset, block), 148, 8);
  return sum > 256 && (sum === told || signed === told);
}

function text(bytes: Buffer, at: number, length: number): string {
  const end = bytes.indexOf(0, at);
  return decoded(bytes.subarray(at, end < 0 || end > at + length ? at + length : end));
}

/** Old archives have names in whatever the system wrote. */
function decoded(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** Octal digits, or a big-endian number where the first bit is set. */
function number(bytes: Buffer, at: number, length: number): number {
  if ((bytes[at]! & 0x80) !== 0) return bytes.readUIntBE(at + length - 6, 6);
  const digits = /^[\0 ]*([0-7]*)/.exec(bytes.toString('latin1', at, at + length))?.[1];
  return Number.parseInt(digits || '0', 8);
}

/** The records of a pax header, `27 mtime=1588748890.000000\n`: later ones stand for earlier ones, sparse maps add up. */
export function paxRecords(body: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  const holes: string[] = [];
  for (let at = 0; at < body.length; ) {
    const blank = body.indexOf(0x20, at);
    const digits = blank < 0 || blank - at > 9 ? '' : body.toString('latin1', at, blank);
    // A length that does not lead on would be read for ever.
    if (!/^\d+$/.test(digits)) break;
    const length = Number(digits);
    if (length <= blank - at + 1 || at + length > body.length) break;
    const record = body.subarray(blank + 1, at + length - 1);
    const equals = record.indexOf(0x3d);
    if (equals > 0) {
      const name = record.toString('latin1', 0, equals);
      const value = decoded(record.subarray(equals + 1));
      records.set(name, value);
      if (/^GNU\.sparse\.(?:offset|numbytes)$/.test(name)) holes.push(value);
    }
    at += length;
  }
  if (holes.length > 0) records.set('GNU.sparse.map', holes.join(','));
  return records;
}

/** Where data stands in a file with holes: pairs of offset and length. */
export type SparseMap = readonly (readonly [offset: number, length: number])[];

/** A map of a million pieces is made to fill memory, not to save room. */
const mostHoles = 1 << 20;

export function sparseMap(numbers: readonly number[]): SparseMap {
  const map: [number, number][] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) map.push([numbers[i]!, numbers[i + 1]!]);
  return map;
}

/** The map in an old GNU header and the blocks that follow it. */
export async function oldSparse(header: Buffer, pieces: Pieces): Promise<{ map: SparseMap; size: number }> {
  const numbers: number[] = [];
  const take = (bytes: Buffer, at: number, count: number): void => {
    for (let i = 0; i < count; i++) {
      if (bytes[at + i * 24] === 0) return;
      numbers.push(number(bytes, at + i * 24, 12), number(bytes, at + i * 24 + 12, 12));
    }
  };
  take(header, 386, 4);
  for (let more = header[482] !== 0; more; ) {
    const next = await pieces.all(block);
    take(next, 0, 21);
    more = next[504] !== 0;
    if (numbers.length > mostHoles) throw new SourceError({ code: 'damaged', detail: 'structure' });
  }
  return { map: sparseMap(numbers), size: number(header, 483, 12) };
}

/** The map of format 1.0, in front of the data: lines of digits, filled up to whole blocks. */
export async function newSparse(pieces: Pieces): Promise<{ map: SparseMap; length: number }> {
  let text = '';
  let length = 0;
  for (;;) {
    const bytes = await pieces.all(block);
    length += block;
    text += bytes.toString('latin1').replace(/\0+$/, '');
    const lines = text.split('\n');
    const count = Number(lines[0]);
    if (!(count <= mostHoles)) throw new SourceError({ code: 'damaged', detail: 'structure' });
    if (lines.length > count * 2 + 1) return { map: sparseMap(lines.slice(1, count * 2 + 1).map(Number)), length };
  }
}

const zeros = new Uint8Array(1 << 16);

/** The file with its holes, as a program would read it. */
export async function* unfolded(
  bytes: AsyncIterable<Uint8Array>,
  map: SparseMap,
  size: number,
): AsyncGenerator<Uint8Array> {
  const source = new Pieces(bytes);
  let at = 0;
  const hole = function* (to: number): Generator<Uint8Array> {
    for (; at < to; at += Math.min(zeros.length, to - at)) yield zeros.subarray(0, Math.min(zeros.length, to - at));
  };
  for (const [offset, length] of map) {
    yield* hole(offset);
    for (let left = length; left > 0; ) {
      const piece = await source.some(left);
      if (piece === null) throw new SourceError({ code: 'damaged', detail: 'truncated' });
      left -= piece.length;
      at += piece.length;
      yield piece;
    }
  }
  yield* hole(size);
}
