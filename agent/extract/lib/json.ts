/** A named value found in JSON: see `Fields` in the extractor contract. */
export interface JsonField {
  readonly name: string;
  readonly place: string;
  readonly value: string;
}

/** A piece of a string too long for a field. */
export interface JsonPiece {
  readonly place: string;
  readonly text: string;
  readonly continues: boolean;
}

interface Frame {
  readonly array: boolean;
  readonly path: string;
  index: number;
  key: string;
}

/** Strings longer than this leave in pieces. */
const longest = 1 << 20;
const deepest = 500;
/** What a token is: a string, a word or number, or one mark. Sticky, so that a search never runs ahead. */
const wordToken = /[^\s,:[\]{}"/]+/y;
/**
 * Reads JSON, and several JSON texts one after the other, in pieces of any size. Forgives comments and commas too many;
 * at anything else it stops and says where (`failed`), and the caller reads on as text.
 */
export class JsonReader {
  /** In document order; the caller takes them out. */
  found: (JsonField | JsonPiece)[] = [];
  failed = false;
  /** Line of the first character that was not read, 1-based. */
  line = 1;
  private buffer = '';
  private at = 0;
  private readonly stack: Frame[] = [];
  private expect: 'value' | 'key' | 'colon' | 'comma' = 'value';
  private inString: { readonly place: string; begun: boolean } | null = null;
  private texts = 0;
  private readonly steps = new Map<string, string>();
  private readonly numbered: boolean;

  /** `numbered`: several texts are expected, so the first is already cited as `[0]`. */
  constructor(numbered: boolean) {
    this.numbered = numbered;
  }

  /** How many values lie on the top level; 0 when not even one has begun. */
  get values(): number {
    return this.texts;
  }

  /** What was given and not yet understood. */
  get rest(): string {
    return this.buffer.slice(this.at);
  }

  write(text: string, last = false): void {
    if (this.failed) return;
    this.buffer = this.rest + text;
    this.at = 0;
    const from = this.at;
    while (!this.failed && this.step(last)) {}
    this.line += newlines(this.buffer, from, this.at);
  }

  /** One token. False when more text is needed. */
  private step(last: boolean): boolean {
    if (this.inString !== null) return this.longString(this.inString);
    this.skipBlanks();
    if (this.at >= this.buffer.length) return false;
    switch (this.buffer[this.at]!) {
      case '"':
        return this.string();
      case '/':
        return this.comment(last);
      case '{':
      case '}':
      case '[':
      case ']':
      case ':':
      case ',':
        return this.mark(this.buffer[this.at]!);
      default:
        return this.word(last);
    }
  }

  /** White space, byte order marks, and the record separators of JSON text sequences (RFC 7464). */
  private skipBlanks(): void {
    for (; this.at < this.buffer.length; this.at++) {
      const code = this.buffer.charCodeAt(this.at);
      if (code > 0x20 && code !== 0xfeff && code !== 0xa0 && code !== 0x2028) return;
    }
  }

  private mark(mark: string): boolean {
    if (mark === '{' || mark === '[') {
      if (this.expect !== 'value' && !this.nextText()) return this.fail();
      if (this.stack.length >= deepest) return this.fail();
      this.stack.push({ array: mark === '[', path: this.place(), index: 0, key: '' });
      this.expect = mark === '[' ? 'value' : 'key';
    } else if (mark === '}' || mark === ']') {
      const frame = this.stack.pop();
      if (frame === undefined || frame.array !== (mark === ']') || this.expect === 'colon') return this.fail();
      this.done();
    } else if (mark === ':') {
      if (this.expect !== 'colon') return this.fail();
      this.expect = 'value';
    } else {
      const frame = this.stack.at(-1);
      if (this.expect !== 'comma' && !(frame?.array === true && this.expect === 'value')) return this.fail();
      if (frame?.array === true) frame.index++;
      this.expect = frame === undefined || frame.array ? 'value' : 'key';
    }
    this.at++;
    return true;
  }

  /** A value is complete. */
  private done(): void {
    this.expect = 'comma';
    if (this.stack.length === 0) this.texts++;
  }

  /** Between two texts on the top level no comma is needed. */
  private nextText(): boolean {
    if (this.stack.length > 0 || this.expect !== 'comma') return false;
    this.expect = 'value';
    return true;
  }

  private string(): boolean {
    const end = closing(this.buffer, this.at + 1);
    if (end < 0) {
      if (this.buffer.length - this.at < longest) return false;
      if (this.expect !== 'value' && !this.nextText()) return this.fail();
      this.inString = { place: this.place(), begun: false };
      this.at++;
      return true;
    }
    const value = plainText(this.buffer.slice(this.at + 1, end));
    if (this.expect === 'key') this.setKey(value);
    else if (this.expect === 'value' || this.nextText()) this.value(value);
    else return this.fail();
    this.at = end + 1;
    return true;
  }

  private longString(state: { readonly place: string; begun: boolean }): boolean {
    const end = closing(this.buffer, this.at);
    // A piece never ends within an escape: the longest is twelve characters.
    let cut = end < 0 ? this.buffer.length - 12 : end;
    while (end < 0 && this.buffer[cut - 1] === '\\') cut--;
    if (cut > this.at && (end >= 0 || cut - this.at > 65536)) {
      const slash = end < 0 ? this.buffer.lastIndexOf('\\', cut) : -1;
      if (slash > this.at && cut - slash < 12) cut = slash - (this.buffer[slash - 1] === '\\' ? 1 : 0);
      this.found.push({
        place: state.place,
        text: plainText(this.buffer.slice(this.at, cut)),
        continues: state.begun,
      });
      state.begun = true;
      this.at = cut;
    }
    if (end < 0) return false;
    this.inString = null;
    this.at = end + 1;
    this.done();
    return true;
  }

  private setKey(key: string): void {
    const frame = this.stack.at(-1)!;
    frame.key = key;
    this.expect = 'colon';
    // Maps keyed by an address or a number hold data in their keys.
    if (key.length > 4 && /@|\d{5}/.test(key)) this.found.push({ name: '', place: this.place(), value: key });
  }

  private value(value: string): void {
    if (value !== '') this.found.push({ name: this.name(), place: this.place(), value });
    this.done();
  }

  private word(last: boolean): boolean {
    wordToken.lastIndex = this.at;
    const word = wordToken.exec(this.buffer)?.[0] ?? '';
    if (this.at + word.length >= this.buffer.length && !last) return word.length > 4096 ? this.fail() : false;
    const number = /^[-+]?(\d|\.\d)[\d.eE+-]*$/.test(word);
    if (!number && !/^(true|false|null|undefined|[-+]?(NaN|Infinity))$/.test(word)) return this.fail();
    if (this.expect !== 'value' && !this.nextText()) return this.fail();
    if (number) this.value(word);
    else this.done();
    this.at += word.length;
    return true;
  }

  private comment(last: boolean): boolean {
    const next = this.buffer[this.at + 1];
    if (next === undefined && !last) return false;
    if (next !== '/' && next !== '*') return this.fail();
    const found = this.buffer.indexOf(next === '/' ? '\n' : '*/', this.at + 2);
    if (found < 0) return last || this.buffer.length - this.at > longest ? this.fail() : false;
    this.found.push({ name: 'comment', place: this.place(), value: this.buffer.slice(this.at + 2, found) });
    this.at = found + (next === '/' ? 1 : 2);
    return true;
  }

  private fail(): false {
    this.failed = true;
    return false;
  }

  private place(): string {
    const frame = this.stack.at(-1);
    if (frame === undefined) return this.texts > 0 || this.numbered ? `[${this.texts}]` : '';
    if (frame.array) return `${frame.path}[${frame.index}]`;
    const step = this.keyStep(frame.key);
    return frame.path === '' && step.startsWith('.') ? step.slice(1) : frame.path + step;
  }

  /** `.key`, or `["odd key"]`. Few keys come often: those are remembered. */
  private keyStep(key: string): string {
    const known = this.steps.get(key);
    if (known !== undefined) return known;
    const short = key.length > 200 ? `${key.slice(0, 200)}…` : key;
    const step = /^[\p{L}\p{N}_$-]+$/u.test(short) ? `.${short}` : `["${short}"]`;
    if (this.steps.size < 1000) this.steps.set(key, step);
    return step;
  }

  private name(): string {
    for (let i = this.stack.length - 1; i >= 0; i--) if (!this.stack[i]!.array) return this.stack[i]!.key;
    return '';
  }
}

/** Index of the quote that ends a string, or -1. */
function closing(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (at - 1 - slashes >= from && text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function plainText(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex: string | undefined, mark: string | undefined) =>
    hex === undefined ? (escapes[mark ?? ''] ?? mark ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function newlines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
