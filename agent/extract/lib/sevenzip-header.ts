import { SourceError } from '../../contracts/source.ts';

/** What a 7z archive holds, as its header says. Source: 7zFormat.txt of the LZMA SDK, 7-zip.org. */
export interface SevenZip {
  readonly packPosition: number;
  readonly packSizes: readonly number[];
  readonly folders: readonly Folder[];
  readonly files: readonly SevenZipFile[];
}

/** Bytes packed together: one stream that passes through a chain of coders and is cut into files. */
export interface Folder {
  readonly coders: readonly Coder[];
  /** Which coder's output goes into which coder's input, by their numbers. */
  readonly bonds: readonly { readonly input: number; readonly output: number }[];
  /** Inputs that are packed streams. */
  readonly packed: readonly number[];
  readonly sizes: readonly number[];
  readonly sum: number | null;
  readonly streams: { size: number; sum: number | null }[];
}

export interface Coder {
  /** As hex. */
  readonly id: string;
  readonly properties: Buffer;
  readonly simple: boolean;
}

export interface SevenZipFile {
  readonly name: string;
  readonly folder: boolean;
  /** False for empty files and folders. */
  readonly hasStream: boolean;
  /** 100 ns since 1601, or null. */
  readonly mtime: bigint | null;
}

const damaged = () => new SourceError({ code: 'damaged', detail: 'structure' });

/** Numbers of the parts of a header. */
const id = {
  end: 0,
  header: 1,
  archiveProperties: 2,
  additional: 3,
  mainStreams: 4,
  files: 5,
  packInfo: 6,
  unpackInfo: 7,
  subStreams: 8,
  size: 9,
  crc: 10,
  folder: 11,
  codersUnpackSize: 12,
  numUnpackStream: 13,
  emptyStream: 14,
  emptyFile: 15,
  names: 17,
  mtime: 20,
  encodedHeader: 23,
} as const;

/** Reads the header; `encoded` says that it only tells where the true one is packed. */
export function readHeader(bytes: Buffer): { readonly encoded: boolean; readonly archive: SevenZip } {
  const reader = new Reader(bytes);
  const kind = reader.byte();
  if (kind === id.encodedHeader) return { encoded: true, archive: { ...streams(reader), files: [] } };
  if (kind !== id.header) throw damaged();
  let main: Streams = { packPosition: 0, packSizes: [], folders: [] };
  let files: SevenZipFile[] = [];
  for (let part = reader.byte(); part !== id.end; part = reader.byte()) {
    if (part === id.archiveProperties) skipProperties(reader);
    else if (part === id.additional) streams(reader);
    else if (part === id.mainStreams) main = streams(reader);
    else if (part === id.files) files = filesInfo(reader);
    else throw damaged();
  }
  return { encoded: false, archive: { ...main, files } };
}

type Streams = Pick<SevenZip, 'packPosition' | 'packSizes' | 'folders'>;

function streams(reader: Reader): Streams {
  let packPosition = 0;
  let packSizes: number[] = [];
  let folders: Folder[] = [];
  for (let part = reader.byte(); part !== id.end; part = reader.byte()) {
    if (part === id.packInfo) ({ packPosition, packSizes } = packInfo(reader));
    else if (part === id.unpackInfo) folders = unpackInfo(reader);
    else if (part === id.subStreams) subStreams(reader, folders);
    else throw damaged();
  }
  for (const { sizes, sum, streams: list, bonds } of folders)
    if (list.length === 1 && list[0]!.size < 0) list[0] = { size: outputSize(sizes, bonds), sum };
  return { packPosition, packSizes, folders };
}

function packInfo(reader: Reader): { packPosition: number; packSizes: number[] } {
  const packPosition = reader.number();
  const count = reader.count();
  let packSizes: number[] = [];
  for (let part = reader.byte(); part !== id.end; part = reader.byte()) {
    if (part === id.size) packSizes = Array.from({ length: count }, () => reader.number());
    else if (part === id.crc) reader.sums(count);
    else throw damaged();
  }
  return { packPosition, packSizes };
}

function unpackInfo(reader: Reader): Folder[] {
  if (reader.byte() !== id.folder) throw damaged();
  const count = reader.count();
  if (reader.byte() !== 0) throw damaged();
  const shapes = Array.from({ length: count }, () => folder(reader));
  if (reader.byte() !== id.codersUnpackSize) throw damaged();
  const sizes = shapes.map(({ outputs }) => Array.from({ length: outputs }, () => reader.number()));
  let sums: (number | null)[] = [];
  for (let part = reader.byte(); part !== id.end; part = reader.byte()) {
    if (part === id.crc) sums = reader.sums(count);
    else throw damaged();
  }
  return shapes.map(({ outputs: _, ...shape }, i) => {
    return { ...shape, sizes: sizes[i]!, sum: sums[i] ?? null, streams: [{ size: -1, sum: null }] };
  });
}

function folder(reader: Reader): Pick<Folder, 'coders' | 'bonds' | 'packed'> & { outputs: number } {
  const count = reader.number();
  if (count < 1 || count > 32) throw damaged();
  const coders: Coder[] = [];
  let inputs = 0;
  let outputs = 0;
  for (let i = 0; i < count; i++) {
    const flags = reader.byte();
    const method = reader.bytes(flags & 15).toString('hex');
    const complex = (flags & 16) !== 0;
    const ins = complex ? reader.number() : 1;
    const outs = complex ? reader.number() : 1;
    if (ins > 32 || outs > 32) throw damaged();
    const properties = (flags & 32) === 0 ? Buffer.alloc(0) : reader.bytes(reader.number());
    coders.push({ id: method, properties, simple: ins === 1 && outs === 1 });
    inputs += ins;
    outputs += outs;
  }
  const bonds = Array.from({ length: outputs - 1 }, () => ({ input: reader.number(), output: reader.number() }));
  const packs = inputs - bonds.length;
  if (packs < 1) throw damaged();
  const bound = new Set(bonds.map(({ input }) => input));
  const packed =
    packs === 1
      ? [[...Array(inputs).keys()].find((i) => !bound.has(i)) ?? 0]
      : Array.from({ length: packs }, () => reader.number());
  return { coders, bonds, packed, outputs };
}

/** Of the output that goes into no other coder. */
function outputSize(sizes: readonly number[], bonds: Folder['bonds']): number {
  const used = new Set(bonds.map(({ output }) => output));
  return sizes.find((_, i) => !used.has(i)) ?? 0;
}

function subStreams(reader: Reader, folders: readonly Folder[]): void {
  let part = reader.byte();
  if (part === id.numUnpackStream) {
    for (const { streams: list } of folders) {
      const count = reader.number();
      // Each but the last of a folder has a size of at least one byte in the header.
      if (count > reader.left + 1) throw damaged();
      list.splice(0, list.length, ...Array.from({ length: count }, () => ({ size: -1, sum: null })));
    }
    part = reader.byte();
  }
  for (const { streams: list, sizes, bonds } of folders) {
    let left = outputSize(sizes, bonds);
    for (const [i, stream] of list.entries()) {
      stream.size = i === list.length - 1 ? left : part === id.size ? reader.number() : 0;
      left -= stream.size;
      if (left < 0) throw damaged();
    }
  }
  if (part === id.size) part = reader.byte();
  for (const { streams: list, sum } of folders) if (list.length === 1 && sum !== null) list[0]!.sum = sum;
  for (; part !== id.end; part = reader.byte()) {
    if (part !== id.crc) throw damaged();
    const open = folders.flatMap(({ streams: list, sum }) => (list.length === 1 && sum !== null ? [] : list));
    for (const [i, sum] of reader.sums(open.length).entries()) open[i]!.sum = sum;
  }
}

function skipProperties(reader: Reader): void {
  for (let kind = reader.byte(); kind !== id.end; kind = reader.byte()) reader.bytes(reader.number());
}

function filesInfo(reader: Reader): SevenZipFile[] {
  const count = reader.count();
  let names: string[] = [];
  let times: (bigint | null)[] = [];
  let emptyStreams: boolean[] = [];
  let emptyFiles: boolean[] = [];
  for (let kind = reader.byte(); kind !== id.end; kind = reader.byte()) {
    const inner = new Reader(reader.bytes(reader.number()));
    if (kind === id.emptyStream) emptyStreams = inner.bits(count);
    else if (kind === id.emptyFile) emptyFiles = inner.bits(emptyStreams.filter(Boolean).length);
    else if (kind === id.names && inner.byte() === 0) names = inner.rest().toString('utf16le').split('\0');
    else if (kind === id.mtime) times = inner.times(count);
  }
  let empty = 0;
  return Array.from({ length: count }, (_, i) => {
    const hasStream = emptyStreams[i] !== true;
    const folder = hasStream ? false : emptyFiles[empty++] !== true;
    return { name: names[i] ?? '', folder, hasStream, mtime: times[i] ?? null };
  });
}

class Reader {
  private at = 0;
  private readonly buffer: Buffer;

  constructor(buffer: Buffer) {
    this.buffer = buffer;
  }

  get left(): number {
    return this.buffer.length - this.at;
  }

  byte(): number {
    if (this.at >= this.buffer.length) throw damaged();
    return this.buffer[this.at++]!;
  }

  bytes(length: number): Buffer {
    if (length > this.left) throw damaged();
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }

  rest(): Buffer {
    return this.bytes(this.left);
  }

  /** The leading ones of the first byte tell how many bytes follow. */
  number(): number {
    const first = this.byte();
    let value = 0;
    for (let i = 0, mask = 0x80; i < 8; i++, mask >>= 1) {
      if ((first & mask) === 0) return value + (first & (mask - 1)) * 2 ** (8 * i);
      value += this.byte() * 2 ** (8 * i);
    }
    return value;
  }

  /** Of things that take at least a bit of the header each. */
  count(): number {
    const count = this.number();
    if (count > this.left * 8) throw damaged();
    return count;
  }

  bits(count: number): boolean[] {
    const bytes = this.bytes(Math.ceil(count / 8));
    return Array.from({ length: count }, (_, i) => (bytes[i >> 3]! & (0x80 >> (i & 7))) !== 0);
  }

  private given(count: number): boolean[] {
    return this.byte() !== 0 ? Array<boolean>(count).fill(true) : this.bits(count);
  }

  sums(count: number): (number | null)[] {
    return this.given(count).map((given) => (given ? this.bytes(4).readUInt32LE(0) : null));
  }

  times(count: number): (bigint | null)[] {
    const given = this.given(count);
    if (this.byte() !== 0) return [];
    return given.map((is) => (is ? this.bytes(8).readBigUInt64LE(0) : null));
  }
}
