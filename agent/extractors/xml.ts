import type { Extracted, ExtractInput, Extractor } from '../contracts/extractor.ts';
import { strings } from '../extract/lib/decode.ts';
import { proseFrom } from '../extract/lib/prose.ts';
import { XmlReader } from '../extract/lib/xml.ts';

/** XML: texts and attributes under their names. What is not well-formed is read on as text. */
const xml: Extractor = {
  id: 'xml',
  version: 1,
  title: 'XML',
  about: {
    reads:
      'texts, attributes and comments under the names of their elements; what is not well-formed is read on as text',
    omits: 'external and own entities are never resolved',
    limits: 'streamed',
    library: 'saxes',
  },
  accepts: ({ kind }) => kind === 'xml',
  extract,
};
export default xml;

async function* extract(input: ExtractInput): AsyncGenerator<Extracted> {
  const values = new Values();
  const reader = new XmlReader(values);
  const source = strings(input)[Symbol.asyncIterator]();
  let line = 1;
  for (let next = await source.next(); ; next = await source.next()) {
    input.signal.throwIfAborted();
    if (next.done === true) reader.close();
    else reader.write(next.value);
    yield* values.drain(next.done === true);
    if (next.done === true) return;
    // Some of the piece was read already: better twice than not at all.
    if (values.broken) return yield* proseFrom(next.value, line, source);
    line += next.value.split('\n').length - 1;
  }
}

interface Frame {
  readonly name: string;
  readonly path: string;
  readonly children: Map<string, number>;
  text: string;
  /** Text between children: then their texts belong to it as well. */
  mixed: boolean;
  /** The text of the child before, while nothing has followed it. */
  before: string;
}

type Field = { readonly name: string; readonly place: string; readonly value: string };
const longestText = 256 << 10;
const deepest = 2000;

/** Turns the events of a parser into named values. */
class Values {
  broken = false;
  private readonly stack: Frame[] = [];
  private readonly top = new Map<string, number>();
  private fields: Field[] = [];

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.stack.at(-1);
    const path = childPath(parent?.path ?? '', name, parent?.children ?? this.top);
    if (parent !== undefined && parent.text.trim() !== '') parent.mixed = true;
    this.stack.push({ name, path, children: new Map(), text: '', mixed: false, before: '' });
    for (const key in attributes) {
      const value = attributes[key] ?? '';
      if (value !== '' && !key.startsWith('xmlns') && !/:schemaLocation$/.test(key))
        this.fields.push({ name: key.slice(key.indexOf(':') + 1), place: `${path}/@${key}`, value });
    }
    if (this.stack.length > deepest) this.broken = true;
  }

  text(text: string): void {
    const frame = this.stack.at(-1);
    if (frame === undefined) return;
    if (frame.before !== '' && text.trim() !== '') {
      frame.mixed = true;
      frame.text += frame.before;
      frame.before = '';
    }
    frame.text += text;
    if (frame.text.length > longestText) this.emit(frame);
  }

  close(): void {
    const frame = this.stack.pop();
    if (frame === undefined) return;
    const parent = this.stack.at(-1);
    const value = frame.mixed ? frame.text.replace(/ {2,}/g, ' ') : frame.text;
    frame.text = value;
    if (parent?.mixed === true) parent.text += ` ${value} `;
    else this.emit(frame);
    if (parent !== undefined) parent.before = parent.mixed || value.length > 200 ? '' : value;
  }

  comment(text: string): void {
    const value = text.trim();
    if (value !== '') this.fields.push({ name: 'comment', place: `${this.stack.at(-1)?.path ?? ''}/comment()`, value });
  }

  flaw(entity: boolean): void {
    if (!entity) this.broken = true;
  }

  *drain(last: boolean): Generator<Extracted> {
    if (last || this.broken) for (const frame of this.stack) this.emit(frame);
    for (let from = 0; from < this.fields.length; from += 500)
      yield { type: 'fields', at: [], fields: this.fields.slice(from, from + 500) };
    this.fields = [];
  }

  private emit(frame: Frame): void {
    const value = frame.text.trim();
    frame.text = '';
    if (value !== '') this.fields.push({ name: frame.name, place: frame.path, value });
  }
}

/** `/customers/customer[2]`: numbered from the second of a name on. */
function childPath(parent: string, name: string, siblings: Map<string, number>): string {
  const n = (siblings.get(name) ?? 0) + 1;
  // A document made to have endless names does not get to fill the memory with them.
  if (siblings.size < 10_000 || n > 1) siblings.set(name, n);
  return n === 1 ? `${parent}/${name}` : `${parent}/${name}[${n}]`;
}
