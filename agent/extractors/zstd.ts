import { createZstdDecompress } from 'node:zlib';
import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { SourceError } from '../contracts/source.ts';
import { packedChild } from '../extract/lib/packed.ts';
import { through } from '../extract/lib/through.ts';

/** A file packed with Zstandard, streamed; several packed texts in a row are one. */
const zstd: Extractor = {
  id: 'zstd',
  version: 1,
  title: 'Zstandard',
  about: {
    reads: 'the one file inside, streamed; several packed texts in a row are one; checksums verified',
    omits: 'frames made with a dictionary: unsupported (method)',
    limits: 'window of 128 MiB: else budget (bytes)',
    library: 'Node (zstd)',
  },
  accepts: ({ kind }) => kind === 'zstd',
  extract,
};
export default zstd;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  yield packedChild(input, () => unpacked(input));
}

async function* unpacked(input: ExtractInput): AsyncGenerator<Uint8Array> {
  try {
    yield* through(input.bytes(), createZstdDecompress({ chunkSize: 1 << 16 }));
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (code === 'Z_BUF_ERROR') throw new SourceError({ code: 'damaged', detail: 'truncated' });
    if (code === 'ZSTD_error_checksum_wrong') throw new SourceError({ code: 'damaged', detail: 'checksum' });
    // A window wider than 128 MiB: the packed file asks for too much memory.
    if (code === 'ZSTD_error_frameParameter_windowTooLarge') throw new SourceError({ code: 'budget', detail: 'bytes' });
    if (code === 'ZSTD_error_dictionary_wrong') throw new SourceError({ code: 'unsupported', detail: 'method' });
    if (code.startsWith('ZSTD_error')) throw new SourceError({ code: 'damaged', detail: 'structure' });
    throw error;
  }
}
