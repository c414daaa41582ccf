/** What a CREATE TABLE statement says of the columns, in the dialects of SQLite, MySQL and PostgreSQL. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  /** Those of the primary key, in its order. */
  readonly key: readonly ColumnShape[];
  /** SQLite: rows lie in the order of the key, which comes first. */
  readonly withoutRowid: boolean;
}

export interface ColumnShape {
  readonly name: string;
  /** The first word of its type, in capitals; '' without one. */
  readonly type: string;
  /** Computed when it is read, so not in the file. */
  readonly virtual: boolean;
}

/** Null when it is none that can be understood. Nothing is run: only the names are looked at. */
export function tableShape(sql: string): TableShape | null {
  const tokens = tokenize(sql);
  let at = tokens.findIndex(({ text, quoted }) => !quoted && /^TABLE$/i.test(text)) + 1;
  if (at === 0) return null;
  if (/^IF$/i.test(tokens[at]?.text ?? '') && tokens[at]?.quoted === false) at += 3;
  let name = tokens[at++]?.text;
  while (tokens[at]?.text === '.' && tokens[at + 1] !== undefined) {
    name = tokens[at + 1]!.text;
    at += 2;
  }
  if (name === undefined || tokens[at]?.text !== '(' || tokens[at]?.quoted !== false) return null;
  const { parts, end } = split(tokens, at + 1);
  const definitions = parts.filter((part) => part.length > 0);
  const columns = definitions
    .filter(([first, second]) => first!.quoted || !(isConstraint(first!.text) || beginsIndex(first!, second)))
    .map(column);
  const rest = tokens.slice(end).map(({ text }) => text.toUpperCase());
  const without = rest.indexOf('WITHOUT');
  const key = definitions
    .flatMap(keyNames)
    .map((keyName) => columns.find((one) => one.name.toLowerCase() === keyName.toLowerCase()))
    .filter((one) => one !== undefined);
  return { name, columns, key, withoutRowid: without >= 0 && rest[without + 1] === 'ROWID' };
}

interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

function isConstraint(text: string): boolean {
  return /^(?:CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN|EXCLUDE)$/i.test(text);
}

/** `KEY name (…)` and the like: a word that may be a column's name, too, stands before a name and a bracket. */
function beginsIndex(first: Token, second: Token | undefined): boolean {
  if (second === undefined || !/^(?:KEY|INDEX|FULLTEXT|SPATIAL|LIKE|PERIOD)$/i.test(first.text)) return false;
  return second.quoted || /^(?:KEY|INDEX|FOR|\()$/i.test(second.text);
}

function keyNames(part: readonly Token[]): string[] {
  const at = part.findIndex(({ text, quoted }) => !quoted && /^PRIMARY$/i.test(text));
  if (at < 0 || !/^KEY$/i.test(part[at + 1]?.text ?? '')) return [];
  // Of a column, the name comes first; of the table, names stand in brackets behind.
  if (at > 0 && !/^CONSTRAINT$/i.test(part[0]!.text)) return [part[0]!.text];
  const names: string[] = [];
  for (let i = at + 3; i < part.length && part[i]!.text !== ')'; i++)
    if (part[i - 1]!.text === '(' || part[i - 1]!.text === ',') names.push(part[i]!.text);
  return names;
}

function column(part: readonly Token[]): ColumnShape {
  const words = part.slice(1).map(({ text, quoted }) => (quoted ? '' : text.toUpperCase()));
  const generated = words.includes('AS') && words[words.indexOf('AS') + 1] === '(';
  const { text: name } = part[0]!;
  return { name, type: words[0] ?? '', virtual: generated && !words.includes('STORED') };
}

/** The parts between commas up to the closing bracket. */
function split(tokens: readonly Token[], from: number): { parts: Token[][]; end: number } {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (!token.quoted) {
      if (token.text === '(') depth++;
      if (token.text === ')' && depth-- === 0) return { parts, end: at + 1 };
      if (token.text === ',' && depth === 0) {
        parts.push([]);
        continue;
      }
    }
    parts.at(-1)!.push(token);
  }
  return { parts, end: tokens.length };
}

const closing: Readonly<Record<string, string>> = { '"': '"', '`': '`', '[': ']', "'": "'" };

function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length; ) {
    const letter = sql[at]!;
    if (/\s/.test(letter)) at++;
    else if (sql.startsWith('--', at)) at = after(sql, '\n', at);
    else if (sql.startsWith('/*', at)) at = after(sql, '*/', at + 2);
    else if (closing[letter] !== undefined) {
      const end = closeOf(sql, at + 1, closing[letter]);
      const close = closing[letter];
      tokens.push({ text: sql.slice(at + 1, end).replaceAll(close + close, close), quoted: true });
      at = end + 1;
    } else if (/[(),.;=]/.test(letter)) {
      tokens.push({ text: letter, quoted: false });
      at++;
    } else {
      const word = /[^\s(),.;="`[\]']+/y;
      word.lastIndex = at;
      const text = word.exec(sql)?.[0] ?? letter;
      tokens.push({ text, quoted: false });
      at += text.length;
    }
  }
  return tokens;
}

function after(sql: string, mark: string, from: number): number {
  const at = sql.indexOf(mark, from);
  return at < 0 ? sql.length : at + mark.length;
}

/** A doubled mark is one in the text. */
function closeOf(sql: string, from: number, mark: string): number {
  for (let at = sql.indexOf(mark, from); at >= 0; at = sql.indexOf(mark, at + 1)) {
    if (mark === ']' || sql[at + 1] !== mark) return at;
    at++;
  }
  return sql.length;
}
