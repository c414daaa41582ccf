import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { strings } from '../extract/lib/decode.ts';
import { type JsonField, JsonReader } from '../extract/lib/json.ts';
import { proseFrom } from '../extract/lib/prose.ts';

/** JSON and JSON lines: values with the key they stand under. What is not JSON after all is read on as text. */
const json: Extractor = {
  id: 'json',
  version: 1,
  title: 'JSON and JSON lines',
  about: {
    reads: 'every value under the key it stands under; what is not JSON after all is read on as text',
    omits: '',
    limits: 'streamed',
    library: 'own',
  },
  accepts: ({ kind }) => kind === 'json' || kind === 'ndjson',
  extract,
};
export default json;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const reader = new JsonReader(input.kind === 'ndjson');
  const source = strings(input)[Symbol.asyncIterator]();
  for (let next = await source.next(); ; next = await source.next()) {
    input.signal.throwIfAborted();
    reader.write(next.done === true ? '' : next.value, next.done === true);
    yield* drain(reader);
    if (reader.failed) return yield* proseFrom(reader.rest, reader.line, source);
    if (next.done === true) break;
  }
  const rest = reader.rest;
  if (rest.trim() !== '') yield { type: 'prose', text: rest, at: [], continues: false, firstLine: reader.line };
}

function* drain(reader: JsonReader): Generator<Extracted> {
  let fields: JsonField[] = [];
  for (const one of reader.found) {
    if ('value' in one) fields.push(one);
    if (fields.length >= 500 || ('text' in one && fields.length > 0)) {
      yield { type: 'fields', at: [], fields };
      fields = [];
    }
    if ('text' in one)
      yield { type: 'prose', text: one.text, at: [{ kind: 'key', name: one.place }], continues: one.continues };
  }
  if (fields.length > 0) yield { type: 'fields', at: [], fields };
  reader.found = [];
}
