import { crc32, createInflateRaw, createZstdDecompress } from 'node:zlib';
import { BudgetSpent } from '../../contracts/extractor.ts';
import { SourceError } from '../../contracts/source.ts';
import { bunzip2 } from './bzip2.ts';
import { inflate64 } from './inflate64.ts';
import { lzma1, lzma2 } from './lzma2.ts';
import { Pieces } from './pieces.ts';
import { type Coder, type Folder, readHeader, type SevenZip } from './sevenzip-header.ts';
import { through } from './through.ts';
import { dictionarySize } from './xz.ts';
import type { RandomAccess } from './zip.ts';

const damaged = (detail: 'structure' | 'checksum' | 'truncated') => new SourceError({ code: 'damaged', detail });
/** A directory of more would name some hundred thousand files. */
const longestHeader = 64 << 20;

/**
 * Reads the directory of a 7z archive.
 * @throws SourceError encrypted/password where the directory itself is locked
 */
export async function sevenZipDirectory(source: RandomAccess): Promise<SevenZip> {
  const start = Buffer.from(await source.read(0, 32));
  if (start.length < 32) throw damaged('truncated');
  if (crc32(start.subarray(12, 32)) !== start.readUInt32LE(8)) throw damaged('checksum');
  const offset = Number(start.readBigUInt64LE(12));
  const size = Number(start.readBigUInt64LE(20));
  if (size === 0) return { packPosition: 0, packSizes: [], folders: [], files: [] };
  if (size > longestHeader) throw new BudgetSpent('bytes');
  let bytes: Buffer = Buffer.from(await source.read(32 + offset, size));
  if (bytes.length < size) throw damaged('truncated');
  if (crc32(bytes) !== start.readUInt32LE(28)) throw damaged('checksum');
  for (let times = 0; times < 4; times++) {
    const { encoded, archive } = readHeader(bytes);
    if (!encoded) return archive;
    bytes = await header(source, archive);
  }
  throw damaged('structure');
}

async function header(source: RandomAccess, archive: SevenZip): Promise<Buffer> {
  const folder = archive.folders[0];
  if (folder === undefined) throw damaged('structure');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of unpackedFolder(source, archive, 0)) {
    length += chunk.length;
    if (length > longestHeader) throw new BudgetSpent('bytes');
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (folder.sum !== null && crc32(bytes) !== folder.sum) throw damaged('checksum');
  return bytes;
}

/** The unpacked bytes of all files of a folder, one after the other. @throws SourceError encrypted, unsupported */
export async function* unpackedFolder(
  source: RandomAccess,
  archive: SevenZip,
  index: number,
): AsyncGenerator<Uint8Array> {
  const folder = archive.folders[index]!;
  const steps = chain(folder);
  let stream = 0;
  for (const earlier of archive.folders.slice(0, index)) stream += earlier.packed.length;
  let at = 32 + archive.packPosition;
  for (const size of archive.packSizes.slice(0, stream)) at += size;
  let bytes: AsyncIterable<Uint8Array> = range(source, at, at + (archive.packSizes[stream] ?? 0));
  for (const { coder, size } of steps) bytes = decoders[coder.id]!(bytes, coder, size);
  yield* bytes;
}

/** Why a folder can't be unpacked, or null. */
export function lock(folder: Folder): SourceError | null {
  if (folder.coders.some(({ id }) => id === aes)) return new SourceError({ code: 'encrypted', detail: 'password' });
  const known = folder.coders.every(({ id, simple }) => simple && decoders[id] !== undefined);
  return known ? null : new SourceError({ code: 'unsupported', detail: 'method' });
}

/** The coders in the order that the bytes pass through them. */
function chain(folder: Folder): { readonly coder: Coder; readonly size: number }[] {
  const locked = lock(folder);
  if (locked !== null) throw locked;
  const steps: { coder: Coder; size: number }[] = [];
  for (let next = folder.packed[0]; next !== undefined; ) {
    const coder = folder.coders[next];
    const size = folder.sizes[next];
    if (coder === undefined || size === undefined || steps.length >= folder.coders.length) throw damaged('structure');
    steps.push({ coder, size });
    const here: number = next;
    next = folder.bonds.find(({ output }) => output === here)?.input;
  }
  return steps;
}

async function* range(source: RandomAccess, from: number, to: number): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; ) {
    const bytes = await source.read(at, Math.min(1 << 18, to - at));
    if (bytes.length === 0) throw damaged('truncated');
    at += bytes.length;
    yield bytes;
  }
}

type Decode = (bytes: AsyncIterable<Uint8Array>, coder: Coder, size: number) => AsyncIterable<Uint8Array>;

const aes = '06f10701';
/** By the method ids of the format. */
const decoders: Readonly<Record<string, Decode>> = {
  '00': (bytes) => bytes,
  '21': (bytes, { properties }) => lzma2(new Pieces(bytes), dictionarySize(properties[0] ?? 41)),
  '030101': (bytes, { properties }, size) => {
    if (properties.length < 5) throw damaged('structure');
    return lzma1(new Pieces(bytes), properties[0]!, properties.readUInt32LE(1), size);
  },
  '03': (bytes, { properties }) => delta(bytes, (properties[0] ?? 0) + 1),
  '040108': (bytes) => through(bytes, createInflateRaw({ chunkSize: 1 << 16 })),
  '040109': (bytes) => inflate64(bytes),
  '040202': (bytes) => bunzip2(bytes),
  '04f71101': (bytes) => through(bytes, createZstdDecompress({ chunkSize: 1 << 16 })),
};

/** Each byte is kept as its difference from the one so far before it. */
async function* delta(bytes: AsyncIterable<Uint8Array>, distance: number): AsyncGenerator<Uint8Array> {
  const before = new Uint8Array(distance);
  let at = 0;
  for await (const chunk of bytes) {
    const out = new Uint8Array(chunk.length);
    for (let i = 0; i < chunk.length; i++) {
      out[i] = before[at] = chunk[i]! + before[at]!;
      at = (at + 1) % distance;
    }
    yield out;
  }
}
