import { createGunzip } from 'node:zlib';
import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { packedChild } from '../extract/lib/packed.ts';
import { through } from '../extract/lib/through.ts';

/** A file packed with gzip, streamed; several packed texts in a row are one. */
const gzip: Extractor = {
  id: 'gzip',
  version: 1,
  title: 'gzip',
  about: {
    reads: 'the one file inside, streamed; several packed texts in a row are one; its date',
    omits: '',
    limits: '',
    library: 'Node (zlib)',
  },
  accepts: ({ kind }) => kind === 'gzip',
  extract,
};
export default gzip;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const dates = documentDate('modified', packedTime(input.head), 'C', 'gzip:mtime');
  yield packedChild(input, () => unpacked(input), dates);
}

async function* unpacked(input: ExtractInput): AsyncGenerator<Uint8Array> {
  try {
    yield* through(input.bytes(), createGunzip({ chunkSize: 1 << 16 }));
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === 'Z_BUF_ERROR') throw new SourceError({ code: 'damaged', detail: 'truncated' });
    if (code === 'Z_DATA_ERROR') throw new SourceError({ code: 'damaged', detail: 'checksum' });
    throw error;
  }
}

function packedTime(head: Uint8Array): Date | null {
  if (head.length < 8) return null;
  const seconds = new DataView(head.buffer, head.byteOffset, 8).getUint32(4, true);
  return seconds === 0 ? null : new Date(seconds * 1000);
}
