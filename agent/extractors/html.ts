import { Parser } from 'htmlparser2';
import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { strings } from '../extract/lib/decode.ts';
import { HtmlText } from '../extract/lib/html-text.ts';

/** HTML pages: what a reader sees, tables as tables, and what is written into tags and comments. */
const html: Extractor = {
  id: 'html',
  version: 1,
  title: 'HTML',
  about: {
    reads: 'what a reader sees, tables as tables, and what is written into tags and comments',
    omits: 'scripts are read as text, not run',
    limits: 'streamed',
    library: 'htmlparser2',
  },
  accepts: ({ kind }) => kind === 'html',
  extract,
};
export default html;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const text = new HtmlText();
  const parser = new Parser(text, { decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: true });
  for await (const piece of strings(input)) {
    input.signal.throwIfAborted();
    parser.write(piece);
    yield* text.drain();
  }
  parser.end();
  yield* text.drain();
}
