import { crc32 } from 'node:zlib';
import type { Child, Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { libarchiveEntries } from '../extract/lib/libarchive.ts';
import { Pieces } from '../extract/lib/pieces.ts';
import { lock, sevenZipDirectory, unpackedFolder } from '../extract/lib/sevenzip.ts';
import type { SevenZip, SevenZipFile } from '../extract/lib/sevenzip-header.ts';

/** 7z archives: what is packed together is unpacked once, as it passes by; rare methods by libarchive, in memory. */
const sevenZip: Extractor = {
  id: '7z',
  version: 1,
  title: '7z archives',
  about: {
    reads:
      'members with their dates, streamed: LZMA, LZMA2, bzip2, deflate, Deflate64, zstd, delta; PPMd and filters for program code by the library',
    omits: 'locked members or a locked directory: encrypted',
    limits: '128 MiB where the library is needed, in memory',
    library: 'own; libarchive (BSD) in libarchive-wasm (MIT)',
  },
  accepts: ({ kind }) => kind === '7z',
  extract,
};
export default sevenZip;

/** Archives with rare methods must fit into memory. */
const largestHeld = 128 << 20;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const archive = await sevenZipDirectory(input);
  const rare = archive.folders.some((folder) => lock(folder)?.problem.code === 'unsupported');
  if (rare) return yield* byLibrary(input, archive);
  const files = archive.files.values();
  for (const [index, folder] of archive.folders.entries()) {
    const pieces = new Pieces(unpackedFolder(input, archive, index));
    let broken: unknown = lock(folder);
    try {
      for (const { size, sum } of folder.streams) {
        input.signal.throwIfAborted();
        const file = nextFile(files);
        if (file === null) throw new SourceError({ code: 'damaged', detail: 'structure' });
        let left = size;
        const body = async function* (): AsyncGenerator<Uint8Array> {
          if (broken !== null) throw broken;
          let seen = 0;
          try {
            while (left > 0) {
              const piece = await pieces.some(left);
              if (piece === null) throw new SourceError({ code: 'damaged', detail: 'truncated' });
              left -= piece.length;
              seen = crc32(piece, seen);
              yield piece;
            }
          } catch (error) {
            // The files behind it in the same stream are lost, too.
            broken = error;
            throw error;
          }
          if (sum !== null && seen !== sum) throw new SourceError({ code: 'damaged', detail: 'checksum' });
        };
        yield child(file, size, body);
        // What nobody wanted to read is unpacked all the same, to get to what stands behind it.
        while (left > 0 && broken === null) {
          const piece = await pieces.some(left).catch((error: unknown) => {
            broken = error;
            return null;
          });
          if (piece === null) break;
          input.spend(piece.length);
          left -= piece.length;
        }
      }
    } finally {
      await pieces.close();
    }
  }
  for (const file of archive.files) if (!file.hasStream && !file.folder) yield child(file, 0, async function* () {});
}

/** The next that has bytes. */
function nextFile(files: Iterator<SevenZipFile>): SevenZipFile | null {
  for (let next = files.next(); next.done !== true; next = files.next()) if (next.value.hasStream) return next.value;
  return null;
}

function child(file: SevenZipFile, size: number, bytes: () => AsyncIterable<Uint8Array>): Child {
  // FILETIME: from 1601 on, in 100 ns.
  const mtime = file.mtime === null ? null : new Date(Number(file.mtime / 10_000n) - 11_644_473_600_000);
  return {
    type: 'child',
    hop: { kind: 'member', name: file.name },
    size,
    dates: documentDate('modified', mtime, 'C', '7z:mtime').map(({ type: _, ...date }) => date),
    bytes,
  };
}

/** Names and dates are those of the directory: the library knows no letters but ASCII's. */
async function* byLibrary(input: ExtractInput, archive: SevenZip): AsyncGenerator<Extracted> {
  let index = 0;
  for await (const entry of libarchiveEntries(await input.whole(largestHeld))) {
    input.signal.throwIfAborted();
    const file = archive.files[index++];
    if (entry.file && file !== undefined) yield child(file, entry.size, entry.bytes);
  }
}
