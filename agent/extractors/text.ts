import type { Extractor } from '../contracts/extractor.ts';
import { proseOf } from '../extract/lib/prose.ts';

/** Running text in any encoding. Valid UTF-8 passes through undecoded, so that size costs no memory. */
const text: Extractor = {
  id: 'text',
  version: 1,
  title: 'Text in any encoding',
  accepts: ({ kind }) => kind === 'text' || kind === 'empty',
  extract: (input) => proseOf(input),
};
export default text;
