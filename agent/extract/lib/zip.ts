import { isUtf8 } from 'node:buffer';
import { crc32, createInflateRaw, createZstdDecompress } from 'node:zlib';
import iconv from 'iconv-lite';
import yauzl from 'yauzl';
import { SourceError } from '../../contracts/source.ts';
import { bunzip2 } from './bzip2.ts';
import { inflate64 } from './inflate64.ts';
import { lzma1 } from './lzma2.ts';
import { Pieces } from './pieces.ts';
import { through } from './through.ts';
import { unxz } from './xz.ts';

/** What a zip is read from. */
export interface RandomAccess {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

export interface ZipMember {
  readonly name: string;
  readonly folder: boolean;
  /** As declared. */
  readonly size: number;
  /** Bytes in the archive. */
  readonly packed: number;
  readonly encrypted: boolean;
  /** As the archive says, in no zone: `2024-03-01T09:30:00`. */
  readonly mtime: string;
  /**
   * Its content, unpacked.
   * @throws SourceError `encrypted`, `unsupported` (method), `damaged` (checksum, size_differs, truncated, structure)
   */
  bytes(): AsyncGenerator<Uint8Array>;
}

/** The members of a zip in the order of its directory. @throws SourceError when the directory can't be read. */
export async function* zipMembers(source: RandomAccess): AsyncGenerator<ZipMember> {
  const reader = new Reader(source);
  const zip = await guarded(reader, () =>
    yauzl.fromRandomAccessReaderPromise(reader, source.size, {
      lazyEntries: true,
      autoClose: false,
      decodeStrings: false,
      validateEntrySizes: false,
    }),
  );
  const entries = zip.eachEntry();
  for (;;) {
    const next = await guarded(reader, () => entries.next());
    if (next.done === true) return;
    yield member(zip, reader, next.value);
  }
}

/** Runs a call of the library; its errors come out as closed codes. */
async function guarded<T>(reader: Reader, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw reader.failure ?? sorted(error);
  }
}

function sorted(error: unknown): Error {
  if (error instanceof SourceError) return error;
  const text = error instanceof Error ? error.message : '';
  if (/strong encryption/.test(text)) return new SourceError({ code: 'encrypted', detail: 'password' });
  if (/end of central directory|unexpected E?OF|unexpected end|overflows|out of bounds/i.test(text))
    return new SourceError({ code: 'damaged', detail: 'truncated' });
  return new SourceError({ code: 'damaged', detail: 'structure' });
}

function member(zip: yauzl.ZipFile, reader: Reader, entry: yauzl.Entry): ZipMember {
  const name = memberName(entry);
  return {
    name,
    folder: /[\\/]$/.test(name),
    size: entry.uncompressedSize,
    packed: entry.compressedSize,
    encrypted: entry.isEncrypted(),
    mtime: dosTime(entry.lastModFileDate, entry.lastModFileTime),
    bytes: () => memberBytes(zip, reader, entry),
  };
}

async function* memberBytes(zip: yauzl.ZipFile, reader: Reader, entry: yauzl.Entry): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted()) throw new SourceError({ code: 'encrypted', detail: 'password' });
  const unpack = unpackers[entry.compressionMethod];
  if (unpack === undefined) throw new SourceError({ code: 'unsupported', detail: 'method' });
  const { fileDataStart } = await guarded(reader, () => zip.readLocalFileHeaderPromise(entry, { minimal: true }));
  let size = 0;
  let sum = 0;
  try {
    const packed = reader.range(fileDataStart, fileDataStart + entry.compressedSize);
    for await (const chunk of unpack(packed, entry.uncompressedSize)) {
      size += chunk.length;
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    throw reader.failure ?? sorted(error);
  }
  if (size !== entry.uncompressedSize) throw new SourceError({ code: 'damaged', detail: 'size_differs' });
  if (sum !== entry.crc32) throw new SourceError({ code: 'damaged', detail: 'checksum' });
}

type Unpack = (packed: AsyncIterable<Uint8Array>, size: number) => AsyncIterable<Uint8Array>;

/** By the numbers of the format: stored, deflated, Deflate64, bzip2, LZMA, zstd, xz. */
const unpackers: Readonly<Record<number, Unpack>> = {
  0: (packed) => packed,
  8: (packed) => through(packed, createInflateRaw({ chunkSize: 1 << 16 })),
  9: (packed) => inflate64(packed),
  12: (packed) => bunzip2(packed),
  14: (packed, size) => lzmaMember(packed, size),
  93: (packed) => through(packed, createZstdDecompress({ chunkSize: 1 << 16 })),
  95: (packed) => unxz(packed),
};

/** Two bytes of version and two of the length of what describes the stream, then that and the stream. */
async function* lzmaMember(packed: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Uint8Array> {
  const pieces = new Pieces(packed);
  const start = await pieces.all(9);
  if (start.readUInt16LE(2) !== 5) throw new SourceError({ code: 'damaged', detail: 'structure' });
  yield* lzma1(pieces, start[4]!, start.readUInt32LE(5), size);
}

/** Names are UTF-8 where they say so or look like it, else in the code page of DOS. */
function memberName(entry: yauzl.Entry): string {
  const raw = entry.fileNameRaw;
  const marked = (entry.generalPurposeBitFlag & 0x800) !== 0;
  return marked || isUtf8(raw) ? raw.toString('utf8') : iconv.decode(raw, 'cp437');
}

function dosTime(date: number, time: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${1980 + (date >> 9)}-${two((date >> 5) & 15)}-${two(date & 31)}`;
  return `${day}T${two(time >> 11)}:${two((time >> 5) & 63)}:${two((time & 31) * 2)}`;
}

/** Gives the library its bytes; keeps a window, since the directory is asked for in pieces of 46 bytes. */
class Reader extends yauzl.RandomAccessReader {
  failure: Error | null = null;
  private readonly source: RandomAccess;
  private window: { readonly at: number; readonly bytes: Uint8Array } = { at: 0, bytes: new Uint8Array(0) };

  constructor(source: RandomAccess) {
    super();
    this.source = source;
  }

  async *range(start: number, end: number): AsyncGenerator<Uint8Array> {
    for (let at = start; at < end; ) {
      const bytes = await this.get(at, Math.min(end - at, 1 << 17));
      if (bytes.length === 0) throw new SourceError({ code: 'damaged', detail: 'truncated' });
      at += bytes.length;
      yield bytes;
    }
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.windowed(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset);
        if (bytes.length < length) callback(new SourceError({ code: 'damaged', detail: 'truncated' }));
        else callback(null);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('read')),
    );
  }

  private async windowed(position: number, length: number): Promise<Uint8Array> {
    if (length === 0) return new Uint8Array(0);
    const from = position - this.window.at;
    if (from < 0 || from + length > this.window.bytes.length)
      this.window = { at: position, bytes: await this.get(position, Math.max(length, 1 << 16)) };
    const start = position - this.window.at;
    return this.window.bytes.subarray(start, start + length);
  }

  private async get(position: number, length: number): Promise<Uint8Array> {
    try {
      return await this.source.read(position, length);
    } catch (error) {
      this.failure ??= error instanceof Error ? error : new Error('read');
      throw error;
    }
  }
}
