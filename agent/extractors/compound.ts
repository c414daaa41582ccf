import type { Extractor } from '../contracts/extractor.ts';
import { compoundPieces } from '../extract/lib/ole.ts';

/** Compound files of other programs, and objects that were put into documents: what is packed in them. */
const compound: Extractor = {
  id: 'compound',
  version: 1,
  title: 'Compound files and embedded objects (OLE)',
  about: {
    reads: 'files that were dropped into a document, documents among the storages, properties with their dates',
    omits: 'streams in the form of an unknown program',
    limits: '8 objects deep',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'cfb',
  extract: compoundPieces,
};
export default compound;
