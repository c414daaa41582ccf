import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { packedChild } from '../extract/lib/packed.ts';
import { unxz } from '../extract/lib/xz.ts';

/** A file packed with xz, streamed; several packed texts in a row are one. */
const xz: Extractor = {
  id: 'xz',
  version: 1,
  title: 'xz',
  about: {
    reads: 'the one file inside, streamed; several packed texts in a row are one; checks verified',
    omits: 'filters for program code: unsupported (method)',
    limits: 'window of 128 MiB: else budget (bytes)',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'xz',
  extract,
};
export default xz;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  yield packedChild(input, () => unxz(input.bytes()));
}
