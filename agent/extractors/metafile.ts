import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { view } from '../extract/lib/decode.ts';
import { DrawnLines, enhancedTexts, plainTexts } from '../extract/lib/metafile.ts';

/** Drawings of Windows, which stand in documents for what is embedded in them: the text that they draw. */
const metafile: Extractor = {
  id: 'metafile',
  version: 1,
  title: 'Drawings of Windows (emf, wmf)',
  about: {
    reads: 'the text that is drawn, by lines',
    omits: 'text that is drawn as shapes or by the numbers of its glyphs; pictures in the drawing',
    limits: 'in memory',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'emf' || kind === 'wmf',
  extract,
};
export default metafile;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const bytes = view(await input.whole());
  const texts = input.kind === 'emf' ? enhancedTexts(bytes) : plainTexts(bytes);
  const lines = new DrawnLines();
  let all = '';
  let next = texts.next();
  for (; next.done !== true; next = texts.next()) {
    const line = lines.add(next.value);
    if (line !== null) all += `${line}\n`;
  }
  const last = lines.end();
  if (last !== null) all += `${last}\n`;
  input.spend(all.length);
  // A drawing without words was read as well as one with them.
  yield { type: 'prose', text: all, at: [], continues: false, firstLine: 1 };
  if (!next.value) yield { type: 'problem', code: 'damaged', detail: 'truncated', partly: true };
}
