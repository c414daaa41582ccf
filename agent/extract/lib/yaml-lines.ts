import type { Extracted, Fields } from '../../contracts/extractor.ts';

type Field = Fields['fields'][number];

/** A key, quoted or not, and what stands behind its colon. */
const keyed =
  /^(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([^\s#&*!|>'"%@`{}[\],?:-][^#]*?|[-?:][^\s#:][^#]*?))\s*:(?:\s+(.*)|\s*)$/;
const batch = 500;
const deepest = 100;

interface Level {
  readonly indent: number;
  readonly path: string;
  readonly key: string;
  /** Entries of a list so far. */
  items: number;
}

/**
 * Reads YAML line by line, for its keys and values: nothing is built, so that aliases multiply nothing and size does
 * not matter. What stands in braces, or in no form that is known, is a value as it is written.
 */
export class YamlLines {
  private readonly levels: Level[] = [{ indent: -1, path: '', key: '', items: 0 }];
  private fields: Field[] = [];
  private rest = '';
  /** Lines of a text that goes on: it is deeper than `indent`. */
  private block: { readonly indent: number; readonly field: Omit<Field, 'value'>; text: string } | null = null;

  write(text: string, last: boolean): void {
    const lines = (this.rest + text).split('\n');
    this.rest = last ? '' : (lines.pop() ?? '');
    for (const line of lines) this.line(line.replace(/\r$/, ''));
    if (last) this.endBlock();
  }

  *drain(last: boolean): Generator<Extracted> {
    for (let from = 0; from < this.fields.length && (last || this.fields.length - from >= batch); from += batch)
      yield { type: 'fields', at: [], fields: this.fields.slice(from, from + batch) };
    this.fields = last ? [] : this.fields.slice(Math.floor(this.fields.length / batch) * batch);
  }

  /** Letters held back because their line, or their text, is not complete. */
  get held(): number {
    return this.rest.length + (this.block?.text.length ?? 0);
  }

  /** Gives up what is held as a value of its own. */
  flush(): void {
    this.endBlock();
    this.put('', this.levels.at(-1)!.path, this.rest);
    this.rest = '';
  }

  private line(line: string): void {
    const indent = line.length - line.trimStart().length;
    const content = line.trim();
    if (this.block !== null) {
      if (content === '' || indent > this.block.indent) {
        this.block.text += `${content}\n`;
        return;
      }
      this.endBlock();
    }
    if (content === '' || /^(?:---|\.\.\.|%YAML\b.*)$/.test(content)) {
      if (content === '---') this.levels.length = 1;
      return;
    }
    if (content.startsWith('#')) this.put('comment', this.levels.at(-1)!.path, content.replace(/^#+\s*/, ''));
    else this.entry(content, indent);
  }

  private entry(content: string, indent: number): void {
    // A list may stand as deep as the key that it belongs to.
    const dash = /^-(?:\s+|$)/.exec(content)?.[0];
    while (this.levels.length > 1) {
      const top = this.levels.at(-1)!;
      if (top.indent < indent || (dash !== undefined && top.indent === indent && top.key !== '')) break;
      this.levels.pop();
    }
    if (dash !== undefined && this.levels.length < deepest) {
      const parent = this.levels.at(-1)!;
      const path = `${parent.path}[${parent.items++}]`;
      // What follows the dash stands as deep as its first letter.
      const own = { indent, path, key: '', items: 0 };
      this.levels.push(own);
      const inner = content.slice(dash.length);
      if (inner.startsWith('#') || inner === '') return;
      if (/^-(?:\s|$)/.test(inner) || keyed.test(inner)) this.entry(inner, indent + dash.length);
      else this.value(nameOf(parent.path), path, inner, indent);
      return;
    }
    const match = keyed.exec(content);
    const parent = this.levels.at(-1)!;
    if (match === null) {
      this.put(nameOf(parent.path), parent.path, unquoted(content));
      return;
    }
    const key = (match[1] ?? match[2]?.replaceAll("''", "'") ?? match[3] ?? '').trim();
    const path = parent.path === '' ? key : `${parent.path}.${key}`;
    if (this.levels.length < deepest) this.levels.push({ indent, path, key, items: 0 });
    if (match[4] !== undefined) this.value(key, path, match[4], indent);
  }

  private value(name: string, place: string, written: string, indent: number): void {
    // An anchor and a type say nothing of the value.
    const text = written.replace(/^(?:[&!]\S*(?:\s+|$))+/, '');
    if (/^[|>][-+0-9]*\s*(?:#.*)?$/.test(text)) this.block = { indent, field: { name, place }, text: '' };
    else this.put(name, place, unquoted(text));
  }

  private endBlock(): void {
    if (this.block !== null) this.put(this.block.field.name, this.block.field.place, this.block.text);
    this.block = null;
  }

  private put(name: string, place: string, value: string): void {
    if (value.trim() !== '') this.fields.push({ name, place, value: value.trim() });
  }
}

function nameOf(path: string): string {
  return path.replace(/(?:\[\d+\])+$/, '').replace(/^.*\./, '');
}

/** Without quotes, and without a comment behind. */
function unquoted(text: string): string {
  const double = /^"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$/.exec(text)?.[1];
  if (double !== undefined)
    return double.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter === 't' ? '\t' : letter));
  const single = /^'((?:[^']|'')*)'\s*(?:#.*)?$/.exec(text)?.[1];
  return single !== undefined ? single.replaceAll("''", "'") : text;
}
