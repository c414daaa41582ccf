import { isUtf8 } from 'node:buffer';

const escapes: Readonly<Record<string, string>> = { '0': '\0', b: '\b', n: '\n', r: '\r', t: '\t', Z: '\x1a' };

/** Reads values and finds ends in SQL text, minding quotes and comments. */
export class SqlValues {
  private readonly backslash: boolean;

  constructor(backslash: boolean) {
    this.backslash = backslash;
  }

  /**
   * The row `(1,'a',NULL)` that begins at a bracket, where the next one begins, and whether there is one in the same
   * statement. Null when it is not complete.
   */
  row(text: string, from: number): { cells: string[]; next: number; more: boolean } | null {
    if (text[from] !== '(') return null;
    const cells: string[] = [];
    let at = from + 1;
    for (;;) {
      const value = this.value(text, at);
      if (value === null) return null;
      cells.push(value.text);
      at = value.end + 1;
      if (text[value.end] === ')') break;
    }
    const rest = /\s*([,;])\s*/y;
    rest.lastIndex = at;
    const mark = rest.exec(text);
    if (mark?.[1] === ',' && text[rest.lastIndex] === '(') return { cells, next: rest.lastIndex, more: true };
    if (mark?.[1] === ';') return { cells, next: rest.lastIndex, more: false };
    // Something else, like ON CONFLICT; or the text ends here for now.
    if (/^\s*,?\s*$/.test(text.slice(at, at + 100)) && at + 100 >= text.length) return null;
    return { cells, next: at, more: false };
  }

  /** One value, up to the comma or bracket behind it. */
  private value(text: string, from: number): { text: string; end: number } | null {
    let depth = 0;
    let made = '';
    let start = from;
    for (let at = from; at < text.length; ) {
      const letter = text[at]!;
      if (letter === "'") {
        const before = text.slice(start, at).trim();
        const string = this.string(text, at, /E$/i.test(before));
        if (string === null) return null;
        made += prefixed(before, string.text);
        at = string.next;
        start = at;
      } else if (letter === '(') {
        depth++;
        at++;
      } else if (letter === ')' && depth > 0) {
        depth--;
        at++;
      } else if (letter === ')' || (letter === ',' && depth === 0)) {
        const bare = text.slice(start, at).trim();
        return { text: made === '' ? bareValue(bare) : made, end: at };
      } else at++;
    }
    return null;
  }

  /** A text between single quotes: a quote in it is doubled, or stands behind a backslash. */
  private string(text: string, from: number, escaped: boolean): { text: string; next: number } | null {
    const backslash = this.backslash || escaped;
    let made = '';
    let start = from + 1;
    for (let at = from + 1; at < text.length; at++) {
      const letter = text[at];
      if (letter === "'") {
        if (text[at + 1] !== "'") {
          // At the end of what is there, the next letter may still be a quote.
          if (at + 1 >= text.length) return null;
          return { text: made + text.slice(start, at), next: at + 1 };
        }
        made += text.slice(start, ++at);
        start = at + 1;
      } else if (letter === '\\' && backslash) {
        if (at + 1 >= text.length) return null;
        const next = text[at + 1]!;
        made += text.slice(start, at) + (escapes[next] ?? next);
        start = ++at + 1;
      }
    }
    return null;
  }

  /** Behind the semicolon, or the line of a comment, that ends what begins here; null when it is not there yet. */
  statementEnd(text: string, from: number): number | null {
    // Comments, and commands of psql.
    if (text.startsWith('--', from) || text[from] === '#' || text[from] === '\\') return behind(text, '\n', from);
    if (text.startsWith('/*', from)) return behind(text, '*/', from + 2);
    for (let at = from; at < text.length; at++) {
      const letter = text[at]!;
      if (letter === ';') return at + 1;
      let end: number | null = at;
      if (letter === "'") end = this.string(text, at, false)?.next ?? null;
      else if (letter === '"' || letter === '`') end = behind(text, letter, at + 1);
      else if (letter === '-' && text[at + 1] === '-') end = behind(text, '\n', at);
      else if (letter === '/' && text[at + 1] === '*') end = behind(text, '*/', at + 2);
      else if (letter === '$') end = dollar(text, at);
      else continue;
      if (end === null) return null;
      at = end - 1;
    }
    return null;
  }
}

function behind(text: string, mark: string, from: number): number | null {
  const at = text.indexOf(mark, from);
  return at < 0 ? null : at + mark.length;
}

/** Behind a text between `$tag$`, PostgreSQL's way of quoting functions; of a lone dollar sign, behind that. */
function dollar(text: string, from: number): number | null {
  const tag = /\$\w*\$/y;
  tag.lastIndex = from;
  const mark = tag.exec(text)?.[0];
  return mark === undefined ? from + 1 : behind(text, mark, from + mark.length);
}

function bareValue(text: string): string {
  if (/^null$/i.test(text)) return '';
  return /^0x(?:[0-9a-f]{2})+$/i.test(text) ? hexText(text.slice(2)) : text;
}

/** `X'414243'` is bytes, `_utf8mb4'abc'` and `N'abc'` are texts. */
function prefixed(before: string, text: string): string {
  return /(?:^|\W)x$/i.test(before) && /^(?:[0-9a-f]{2})*$/i.test(text) ? hexText(text) : text;
}

/** Text in hex, as mysqldump writes columns of bytes; other bytes are no text. */
function hexText(hex: string): string {
  const bytes = Buffer.from(hex, 'hex');
  return isUtf8(bytes) ? bytes.toString('utf8') : '';
}
