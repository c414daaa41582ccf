import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { tnefMessage } from '../extract/lib/mail/tnef.ts';

/** What Outlook packs into winmail.dat: the message with its properties and attachments. */
const tnef: Extractor = {
  id: 'tnef',
  version: 1,
  title: 'winmail.dat (TNEF)',
  about: {
    reads: 'the message with its properties, html or RTF body, attachments, messages attached',
    omits: 'properties that hold no text',
    limits: 'in memory',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'tnef',
  extract,
};
export default tnef;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  yield* tnefMessage(await input.whole(), (bytes) => input.spend(bytes));
}
