import type { Extractor } from '../contracts/extractor.ts';
import { compoundPieces } from '../extract/lib/ole.ts';

/** Word documents of 1997 to 2003, text of older ones (doc, dot). */
const doc: Extractor = {
  id: 'doc',
  version: 1,
  title: 'Word documents of 1997 to 2003, text of older ones (doc, dot)',
  about: {
    reads:
      'body with tables, headers, footers, footnotes, endnotes, comments, text boxes, deleted text, field codes (links), authors, properties, embedded objects',
    omits: 'pictures',
    limits: 'streamed by pieces',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'doc',
  extract: compoundPieces,
};
export default doc;
