import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { strings } from '../extract/lib/decode.ts';
import { YamlLines } from '../extract/lib/yaml-lines.ts';

/** YAML: values with the keys they stand under, line by line. */
const yaml: Extractor = {
  id: 'yaml',
  version: 1,
  title: 'YAML',
  about: {
    reads: 'keys with their values, lists, texts over several lines, comments',
    omits:
      'aliases and merges are not followed: what they mean is read where it stands; what is in braces is one value',
    limits: 'streamed; a line or text of more than a million letters is given up as it stands',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'yaml',
  extract,
};
export default yaml;

const longest = 1 << 20;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const lines = new YamlLines();
  for await (const piece of strings(input)) {
    input.signal.throwIfAborted();
    lines.write(piece, false);
    if (lines.held > longest) lines.flush();
    yield* lines.drain(false);
  }
  lines.write('', true);
  yield* lines.drain(true);
}
