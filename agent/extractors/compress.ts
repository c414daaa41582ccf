import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { uncompress } from '../extract/lib/lzw.ts';
import { packedChild } from '../extract/lib/packed.ts';

/** A file packed with compress, streamed. */
const compress: Extractor = {
  id: 'compress',
  version: 1,
  title: 'compress (Z)',
  about: {
    reads: 'the one file inside, streamed; several packed texts in a row are one',
    omits: '',
    limits: '',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'compress',
  extract,
};
export default compress;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  yield packedChild(input, () => uncompress(input.bytes()));
}
