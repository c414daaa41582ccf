import type { Extractor } from '../contracts/extractor.ts';
import { proseOf } from '../extract/lib/prose.ts';

/** Running text in any encoding. Valid UTF-8 passes through undecoded, so that size costs no memory. */
const text: Extractor = {
  id: 'text',
  version: 1,
  title: 'Text in any encoding',
  about: {
    reads: 'running text with its lines, in UTF-8, UTF-16, UTF-32 and the encodings before them',
    omits: '',
    limits: 'streamed',
    library: 'jschardet, iconv-lite',
  },
  accepts: ({ kind }) => kind === 'text' || kind === 'empty',
  extract: (input) => proseOf(input),
};
export default text;
