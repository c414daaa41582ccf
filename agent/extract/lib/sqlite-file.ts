import { SourceError } from '../../contracts/source.ts';
import { trueSize } from './true-size.ts';
import type { RandomAccess } from './zip.ts';

/**
 * Reads the pages of a SQLite file as they lie there, without SQLite: nothing is opened, locked or written beside it,
 * nothing in it is run, and memory does not grow with it. Source: "Database File Format", sqlite.org/fileformat.html.
 */
export class SqliteFile {
  /** Pages that could not be read, or hang where they may not. */
  damaged = 0;
  private readonly source: RandomAccess;
  private readonly pageSize: number;
  private readonly usable: number;
  private readonly encoding: 'utf8' | 'utf-16le' | 'utf-16be';
  private readonly size: number;
  private readonly pages: number;
  /** One bit for each page that was visited: each belongs to one tree only. */
  private readonly seen: Uint8Array;

  static async open(source: RandomAccess): Promise<SqliteFile> {
    const header = Buffer.from(await source.read(0, 100));
    if (header.length < 100) throw new SourceError({ code: 'damaged', detail: 'truncated' });
    const told = header.readUInt16BE(16);
    const size = told === 1 ? 65536 : told;
    if (size < 512 || (size & (size - 1)) !== 0 || size - header[20]! < 480)
      throw new SourceError({ code: 'damaged', detail: 'structure' });
    return new SqliteFile(source, size, header, await trueSize(source));
  }

  private constructor(source: RandomAccess, pageSize: number, header: Buffer, size: number) {
    this.source = source;
    this.pageSize = pageSize;
    this.usable = pageSize - header[20]!;
    this.encoding = (['utf8', 'utf8', 'utf-16le', 'utf-16be'] as const)[header.readUInt32BE(56) & 3]!;
    this.size = size;
    this.pages = Math.ceil(size / pageSize);
    this.seen = new Uint8Array((this.pages >> 3) + 2);
  }

  /** All records of the tree that begins at a page, rowid (null in trees without) and values in order. */
  async *records(root: number): AsyncGenerator<SqliteRecord> {
    const waiting = [root];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const page = await this.page(next);
      if (page === null) continue;
      const { bytes, at } = page;
      const kind = bytes[at]!;
      const interior = kind === 5 || kind === 2;
      if (!interior && kind !== 13 && kind !== 10) {
        this.damaged++;
        continue;
      }
      const count = bytes.readUInt16BE(at + 3);
      const cells = at + (interior ? 12 : 8);
      const children: number[] = [];
      for (let i = 0; i < count && cells + i * 2 + 2 <= bytes.length; i++) {
        const cell = bytes.readUInt16BE(cells + i * 2);
        if (cell + 4 > bytes.length) {
          this.damaged++;
          continue;
        }
        if (interior) children.push(bytes.readUInt32BE(cell));
        if (kind === 5) continue;
        const record = await this.cell(bytes, interior ? cell + 4 : cell, kind === 13);
        if (record === null) this.damaged++;
        else yield { ...record, page: next, index: i };
      }
      if (interior) children.push(bytes.readUInt32BE(at + 8));
      for (const child of children.reverse()) waiting.push(child);
      if (waiting.length > this.pages + 16) throw new SourceError({ code: 'damaged', detail: 'structure' });
    }
  }

  /** One value again, by the place that `records` told. */
  async valueAt(pageNumber: number, index: number, column: number): Promise<Buffer | null> {
    const bytes = await this.bytesOf(pageNumber);
    const at = pageNumber === 1 ? 100 : 0;
    const interior = bytes[at] === 2;
    const cell = bytes.readUInt16BE(at + (interior ? 12 : 8) + index * 2);
    const record = await this.cell(bytes, interior ? cell + 4 : cell, bytes[at] === 13, true);
    const value = record?.values[column];
    return value instanceof Uint8Array ? Buffer.from(value) : null;
  }

  private async page(number: number, again = false): Promise<{ bytes: Buffer; at: number } | null> {
    const bit = 1 << (number & 7);
    if (number < 1 || number > this.pages || (!again && (this.seen[number >> 3]! & bit) !== 0)) {
      this.damaged++;
      return null;
    }
    this.seen[number >> 3]! |= bit;
    const bytes = await this.bytesOf(number);
    if (bytes.length < this.pageSize) {
      this.damaged++;
      return null;
    }
    return { bytes, at: number === 1 ? 100 : 0 };
  }

  private async bytesOf(number: number): Promise<Buffer> {
    return Buffer.from(await this.source.read((number - 1) * this.pageSize, this.pageSize));
  }

  /** `again`: its pages were visited before. */
  private async cell(
    bytes: Buffer,
    from: number,
    table: boolean,
    again = false,
  ): Promise<Omit<SqliteRecord, 'page' | 'index'> | null> {
    const at = { value: from };
    const size = Number(varint(bytes, at));
    const rowid = table ? varint(bytes, at) : null;
    const payload = await this.payload(bytes, at.value, size, table, again);
    return payload === null ? null : { rowid, values: this.values(payload) };
  }

  /** What of a record stands in its page, and the chain of pages that holds the rest. */
  private async payload(
    bytes: Buffer,
    at: number,
    size: number,
    table: boolean,
    again: boolean,
  ): Promise<Buffer | null> {
    const { usable } = this;
    const most = table ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
    if (size <= most) return at + size <= bytes.length ? bytes.subarray(at, at + size) : null;
    if (size > this.size) return null;
    const least = Math.floor(((usable - 12) * 32) / 255) - 23;
    const surplus = least + ((size - least) % (usable - 4));
    const local = surplus <= most ? surplus : least;
    if (at + local + 4 > bytes.length) return null;
    const pieces = [bytes.subarray(at, at + local)];
    let left = size - local;
    for (let next = bytes.readUInt32BE(at + local); left > 0; ) {
      const page = next === 0 ? null : await this.page(next, again);
      if (page === null) return null;
      pieces.push(page.bytes.subarray(4, 4 + Math.min(left, usable - 4)));
      left -= usable - 4;
      next = page.bytes.readUInt32BE(0);
    }
    return Buffer.concat(pieces);
  }

  private values(payload: Buffer): SqliteValue[] {
    const at = { value: 0 };
    const headerSize = Number(varint(payload, at));
    const values: SqliteValue[] = [];
    for (let body = headerSize; at.value < headerSize && at.value < payload.length; ) {
      const type = Number(varint(payload, at));
      const length = type >= 12 ? Math.floor((type - 12) / 2) : (lengths[type] ?? 0);
      if (body + length > payload.length) break;
      values.push(this.value(type, payload.subarray(body, body + length)));
      body += length;
    }
    return values;
  }

  private value(type: number, bytes: Buffer): SqliteValue {
    if (type === 0) return null;
    if (type <= 5) return bytes.readIntBE(0, bytes.length);
    if (type === 6) return bytes.readBigInt64BE(0);
    if (type === 7) return bytes.readDoubleBE(0);
    if (type <= 9) return type - 8;
    if (type % 2 === 0) return bytes;
    return this.encoding === 'utf8' ? bytes.toString('utf8') : new TextDecoder(this.encoding).decode(bytes);
  }
}

export type SqliteValue = null | number | bigint | string | Uint8Array;

export interface SqliteRecord {
  readonly rowid: bigint | null;
  readonly values: readonly SqliteValue[];
  readonly page: number;
  readonly index: number;
}

/** Bytes of a value by its type. */
const lengths = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0] as const;

/** Up to nine bytes, seven bits each but the last. */
function varint(bytes: Buffer, at: { value: number }): bigint {
  let small = 0;
  for (let i = 0; i < 4; i++) {
    const byte = bytes[at.value++] ?? 0;
    small = small * 128 + (byte & 0x7f);
    if (byte < 0x80) return BigInt(small);
  }
  let value = BigInt(small);
  for (let i = 4; i < 9; i++) {
    const byte = bytes[at.value++] ?? 0;
    if (i === 8) return BigInt.asIntN(64, (value << 8n) | BigInt(byte));
    value = (value << 7n) | BigInt(byte & 0x7f);
    if (byte < 0x80) return value;
  }
  return value;
}
