import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { bunzip2 } from '../extract/lib/bzip2.ts';
import { packedChild } from '../extract/lib/packed.ts';

/** A file packed with bzip2, streamed; several packed texts in a row are one. */
const bzip2: Extractor = {
  id: 'bzip2',
  version: 1,
  title: 'bzip2',
  about: {
    reads: 'the one file inside, streamed; several packed texts in a row are one; checksums verified',
    omits: 'blocks that bzip2 before 0.9.5 made random: unsupported (method)',
    limits: '',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'bzip2',
  extract,
};
export default bzip2;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  yield packedChild(input, () => bunzip2(input.bytes()));
}
