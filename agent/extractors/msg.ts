import type { Extractor } from '../contracts/extractor.ts';
import { compoundPieces } from '../extract/lib/ole.ts';

/** Outlook messages (msg). */
const msg: Extractor = {
  id: 'msg',
  version: 1,
  title: 'Outlook messages (msg)',
  about: {
    reads:
      'headers, people, contact and calendar values under plain names, text, html or compressed RTF body, attachments, messages attached',
    omits: 'properties that hold no text',
    limits: 'attachments streamed',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'msg',
  extract: compoundPieces,
};
export default msg;
