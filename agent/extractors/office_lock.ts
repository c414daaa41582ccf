import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { view } from '../extract/lib/decode.ts';

/** The small files beside documents (`~$letter.docx`) in which Office notes who has them open. */
const officeLock: Extractor = {
  id: 'office_lock',
  version: 1,
  title: 'Lock files of Office (~$…)',
  about: { reads: 'who has the document open', omits: '', limits: '', library: 'own' },
  accepts: ({ kind }) => kind === 'office_lock',
  extract,
};
export default officeLock;

/** Where the name stands once more, in letters of 16 bits behind their number: in Word's, and in the others'. */
const wide: Readonly<Record<number, number>> = { 162: 54, 165: 55 };

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const bytes = view(input.head);
  const at = wide[bytes.length];
  if (at === undefined) return;
  const length = bytes.readUInt16LE(at) * 2;
  const long = bytes.toString('utf16le', at + 2, Math.min(bytes.length, at + 2 + length));
  const value = long.trim() === '' ? bytes.toString('latin1', 1, 1 + bytes[0]!) : long;
  yield { type: 'fields', at: [], fields: [{ name: 'user', place: 'user', value: value.trim() }] };
}
