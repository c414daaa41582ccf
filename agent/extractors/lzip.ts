import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { packedChild } from '../extract/lib/packed.ts';
import { unlzip } from '../extract/lib/xz.ts';

/** A file packed with lzip, streamed; several packed texts in a row are one. */
const lzip: Extractor = {
  id: 'lzip',
  version: 1,
  title: 'lzip',
  about: {
    reads: 'the one file inside, streamed; several packed texts in a row are one; checksums verified',
    omits: '',
    limits: 'window of 128 MiB: else budget (bytes)',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'lzip',
  extract,
};
export default lzip;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  yield packedChild(input, () => unlzip(input.bytes()));
}
