import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { unlz4 } from '../extract/lib/lz4.ts';
import { packedChild } from '../extract/lib/packed.ts';

/** A file packed with lz4, streamed; several frames in a row are one. */
const lz4: Extractor = {
  id: 'lz4',
  version: 1,
  title: 'LZ4',
  about: {
    reads: 'the one file inside, streamed; several packed texts in a row are one',
    omits: 'frames made with a dictionary: unsupported (method); checksums are not verified',
    limits: '',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'lz4',
  extract,
};
export default lz4;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  yield packedChild(input, () => unlz4(input.bytes()));
}
