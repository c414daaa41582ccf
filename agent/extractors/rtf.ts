import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { documentDate } from '../extract/lib/dates.ts';
import { view } from '../extract/lib/decode.ts';
import { fileInside } from '../extract/lib/file-inside.ts';
import { oldObject } from '../extract/lib/ole-native.ts';
import { RtfReader } from '../extract/lib/rtf.ts';

/** Rich text: body, headers, notes, comments, deleted text and properties. */
const rtf: Extractor = {
  id: 'rtf',
  version: 2,
  title: 'Rich text (rtf)',
  about: {
    reads:
      'body, headers, footers, notes, comments, text boxes, deleted text, field codes, properties; pictures and objects as files inside',
    omits: 'tables are read as text with tabs',
    limits: 'streamed; a picture at a time in memory',
    library: 'iconv-lite',
  },
  accepts: ({ kind }) => kind === 'rtf',
  extract,
};
export default rtf;

const events = { creatim: 'created', revtim: 'modified', printim: 'printed' } as const;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const reader = new RtfReader();
  let flowing = false;
  let n = 0;
  function* drain(): Generator<Extracted> {
    for (const { section, field, text } of reader.pieces) {
      if (field) yield { type: 'fields', at: [], fields: [{ name: section, place: section, value: text }] };
      else if (section === '') yield { type: 'prose', text, at: [], continues: flowing };
      else yield { type: 'prose', text, at: [{ kind: 'section', name: section }], continues: false };
      flowing = section === '' && !field;
    }
    reader.pieces = [];
    for (const { kind, bytes } of reader.data) {
      input.spend(bytes.length);
      const object = kind === 'object' ? oldObject(bytes) : null;
      n++;
      yield fileInside('embedded', object?.name ?? `${kind} ${n}`, object?.bytes ?? bytes);
    }
    reader.data = [];
  }
  for await (const chunk of input.bytes()) {
    input.signal.throwIfAborted();
    reader.write(view(chunk).toString('latin1'));
    yield* drain();
  }
  reader.write('', true);
  yield* drain();
  for (const { name, date } of reader.dates) {
    const event = events[name as keyof typeof events];
    yield* documentDate(event, date, 'B', `rtf:${name}`);
  }
}
