import { createGunzip } from 'node:zlib';
import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { through } from '../extract/lib/through.ts';

/** A file packed with gzip, streamed; several packed texts in a row are one. */
const gzip: Extractor = {
  id: 'gzip',
  version: 1,
  title: 'gzip',
  accepts: ({ kind }) => kind === 'gzip',
  extract,
};
export default gzip;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const dates = documentDate('modified', packedTime(input.head), 'C', 'gzip:mtime');
  yield {
    type: 'child',
    hop: { kind: 'member', name: innerName(input.name) },
    size: null,
    dates: dates.map(({ type: _, ...date }) => date),
    bytes: () => unpacked(input),
  };
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

/** `a.csv.gz` holds `a.csv`, `a.tgz` holds `a.tar`. */
function innerName(name: string): string {
  const own = name.split('/').at(-1) ?? name;
  if (/\.tgz$/i.test(own)) return own.replace(/\.tgz$/i, '.tar');
  return own.replace(/\.gz$/i, '') || 'content';
}
