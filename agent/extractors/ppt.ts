import type { Extractor } from '../contracts/extractor.ts';
import { compoundPieces } from '../extract/lib/ole.ts';

/** PowerPoint presentations of 1997 to 2003 (ppt, pps). */
const ppt: Extractor = {
  id: 'ppt',
  version: 1,
  title: 'PowerPoint presentations of 1997 to 2003 (ppt, pps)',
  about: {
    reads:
      'slides, also of earlier savings, notes, comments, masters, properties, embedded objects, pictures as files inside',
    omits: 'drawings of Windows (wmf, emf)',
    limits: 'streamed by records',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'ppt',
  extract: compoundPieces,
};
export default ppt;
