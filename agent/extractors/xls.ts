import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { biffText } from '../extract/lib/legacy/xls.ts';
import { compoundPieces } from '../extract/lib/ole.ts';

/** Excel workbooks of 1987 to 2003 (xls, xlt). */
const xls: Extractor = {
  id: 'xls',
  version: 1,
  title: 'Excel workbooks of 1987 to 2003 (xls, xlt)',
  about: {
    reads:
      'every sheet, hidden ones too, as cited; notes, text boxes, links, print headers, last user, properties, embedded objects',
    omits: 'formulas (their values are read), charts',
    limits: 'streamed; shared strings in memory',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'xls',
  extract,
};
export default xls;

/** Before 1993 the records stand in the file as they are. */
function extract(input: ExtractInput): AsyncIterable<Extracted> {
  if (input.head[0] === 0xd0) return compoundPieces(input);
  return biffText(input.bytes(), { spend: (bytes) => input.spend(bytes), signal: input.signal });
}
