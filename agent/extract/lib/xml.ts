import { SaxesParser } from 'saxes';
import { SourceError } from '../../contracts/source.ts';

/** What happens while XML is read. Names come without their prefix. */
export interface XmlEvents {
  open?(name: string, attributes: Readonly<Record<string, string>>, full: string): void;
  close?(name: string): void;
  /** A text may come in several pieces. */
  text?(text: string): void;
  comment?(text: string): void;
  /** Not well-formed. Reading goes on as well as it can. `entity`: a name that only a DTD could explain. */
  flaw?(entity: boolean): void;
}

/** A text node longer than this is passed on before it ends. */
const longestText = 1 << 20;
/** A tag or comment longer than this is refused. */
const longestToken = 64 << 20;

/** Feeds XML in pieces to handlers. External and own entities are never resolved. */
export class XmlReader {
  private readonly parser = new SaxesParser({ position: false });
  private readonly events: XmlEvents;
  private since = 0;

  constructor(events: XmlEvents) {
    this.events = events;
    const { parser } = this;
    parser.on('opentag', (tag) => {
      this.since = 0;
      events.open?.(local(tag.name), tag.attributes as Record<string, string>, tag.name);
    });
    parser.on('closetag', (tag) => {
      this.since = 0;
      events.close?.(local(tag.name));
    });
    parser.on('text', (text) => this.text(text));
    parser.on('cdata', (text) => this.text(text));
    parser.on('comment', (text) => {
      this.since = 0;
      events.comment?.(text);
    });
    parser.on('error', (error) => events.flaw?.(/entity/.test(error.message)));
  }

  /** @throws SourceError budget/tokens for a tag of more than 64 million characters */
  write(text: string): void {
    this.since += text.length;
    this.parser.write(text);
    if (this.since > longestText) this.flush();
  }

  /** Tells whether the end came where it may. */
  close(): void {
    this.parser.close();
  }

  private text(text: string): void {
    this.since = 0;
    if (text !== '') this.events.text?.(text);
  }

  /** The parser collects a text to its end: a very long one is taken out in between. */
  private flush(): void {
    const inner = this.parser as unknown as Insides;
    const state = inner.stateTable[inner.state]?.name;
    if (inner.text.length > longestText && (state === 'sText' || state === 'sCData')) {
      const { text } = inner;
      inner.text = '';
      this.text(text);
    }
    if (this.since > longestToken) throw new SourceError({ code: 'budget', detail: 'tokens' });
  }
}

/** What of the parser is needed to take a text out before its end. */
interface Insides {
  text: string;
  readonly state: number;
  readonly stateTable: readonly { readonly name: string }[];
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** An attribute by its name without prefix. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const plain = attributes[name];
  if (plain !== undefined) return plain;
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key];
  return undefined;
}

/**
 * Reads one XML file of a package; `results` is emptied into the generator after each piece of input, so that memory
 * does not grow with the file.
 */
export async function* readXml<T>(
  bytes: AsyncIterable<Uint8Array>,
  spend: (bytes: number) => void,
  build: (emit: (result: T) => void) => XmlEvents,
): AsyncGenerator<T> {
  let results: T[] = [];
  const reader = new XmlReader(build((result) => results.push(result)));
  let decoder: TextDecoder | null = null;
  for await (const chunk of bytes) {
    spend(chunk.length);
    decoder ??= new TextDecoder(xmlEncoding(chunk));
    reader.write(decoder.decode(chunk, { stream: true }));
    if (results.length > 0) {
      yield* results;
      results = [];
    }
  }
  reader.close();
  yield* results;
}

function xmlEncoding(chunk: Uint8Array): string {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
