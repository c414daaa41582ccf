import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { formatPath, type Mistake, type Path } from './mistake.ts';
import { hasReference, type ReferenceContext, resolveReferences, secretKeys } from './references.ts';

/** A YAML file as values, with the place of each. */
export interface Parsed {
  /** As shown to people. */
  readonly file: string;
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
  /** Path of each text that holds references, to how it is written. */
  readonly references: ReadonlyMap<string, string>;
  /** What references stood for: never to be shown. Value to how it is written. */
  readonly secrets: ReadonlyMap<string, string>;
  /** Secrets that are not there, where none is needed: what is missing, and where. */
  readonly missing: readonly string[];
  /** A mistake at the place of a value, or of its key; of the nearest value around it when there is none. */
  mistake(
    path: Path,
    message: string,
    options?: { readonly suggestion?: string | null; readonly atKey?: boolean },
  ): Mistake;
}

/** Aliases of aliases can make a small file enormous. */
const mostValues = 100_000;

/** Reads YAML 1.2. `shown` is the file's name in messages. Never throws: what is wrong is in `mistakes`. */
export function parseYaml(text: string, shown: string, context: ReferenceContext): Parsed {
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.2', prettyErrors: false, lineCounter: lines, uniqueKeys: true });
  const reader = new Reader(document, lines, shown, context);
  const broken = document.errors.filter(({ code }) => code !== 'DUPLICATE_KEY');
  for (const error of [...document.errors, ...document.warnings]) reader.addSyntaxMistake(error);
  // What follows from a broken structure says nothing.
  const value = broken.length > 0 ? undefined : reader.root();
  const { mistakes, references, secrets, missing } = reader;
  return { file: shown, value, mistakes, references, secrets, missing, mistake: reader.mistake };
}

class Reader {
  readonly mistakes: Mistake[] = [];
  readonly references = new Map<string, string>();
  readonly secrets = new Map<string, string>();
  readonly missing: string[] = [];
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #file: string;
  readonly #context: ReferenceContext;
  /** Offsets of values and of keys, by formatted path. */
  readonly #values = new Map<string, number>();
  readonly #keys = new Map<string, number>();
  #count = 0;

  constructor(document: Document.Parsed, lines: LineCounter, file: string, context: ReferenceContext) {
    this.#document = document;
    this.#lines = lines;
    this.#file = file;
    this.#context = context;
  }

  mistake: Parsed['mistake'] = (path, message, { suggestion = null, atKey = false } = {}) => {
    const shown = formatPath(path);
    let offset = atKey ? this.#keys.get(shown) : undefined;
    for (let end = path.length; offset === undefined && end >= 0; end--) {
      offset = this.#values.get(formatPath(path.slice(0, end)));
    }
    return { ...this.#place(offset ?? 0), path: shown, message, suggestion };
  };

  addSyntaxMistake({ code, pos }: YAMLError): void {
    const [message, suggestion] = syntax[code] ?? ['this is no valid YAML', null];
    this.mistakes.push({ ...this.#place(pos[0]), path: '', message, suggestion: suggestion ?? null });
  }

  root(): unknown {
    const value = this.#document.contents === null ? null : this.read(this.#document.contents, []);
    if (value === null) this.#add([], 'the file says nothing');
    return value ?? undefined;
  }

  read(node: Node, path: Path): unknown {
    const at = formatPath(path);
    if (!this.#values.has(at)) this.#values.set(at, node.range?.[0] ?? 0);
    if (++this.#count > mostValues) {
      if (this.#count === mostValues + 1)
        this.#add(path, `the file holds more than ${mostValues} values, aliases counted`);
      return undefined;
    }
    if (isAlias(node)) return this.#alias(node, path);
    if (isMap(node)) return this.#map(node.items as Pair<Node, Node | null>[], path);
    if (isSeq(node)) return node.items.map((item, index) => this.#item(item as Node, [...path, index]));
    return isScalar(node) ? this.#scalar(node.value, path) : undefined;
  }

  #item(node: Node, path: Path): unknown {
    const value = this.read(node, path);
    if (value === null) this.#add(path, 'is empty');
    return value;
  }

  #alias(node: Alias, path: Path): unknown {
    const target = node.resolve(this.#document);
    if (target === undefined) {
      this.#add(path, 'the alias names no anchor before it');
      return undefined;
    }
    // An alias inside what it names would never end.
    if (path.length > 50) {
      this.#add(path, `the alias *${node.source} contains itself`);
      this.#count = mostValues + 1;
      return undefined;
    }
    return this.read(target, path);
  }

  #map(pairs: readonly Pair<Node, Node | null>[], path: Path): Record<string, unknown> {
    const entries: [string, unknown][] = [];
    for (const { key, value } of pairs) {
      if (!isScalar(key)) {
        this.#add(path, 'a key must be plain text');
        continue;
      }
      const name = String(key.value);
      const inner = [...path, name];
      this.#keys.set(formatPath(inner), key.range?.[0] ?? 0);
      const read = value === null ? null : this.read(value, inner);
      if (name === '<<')
        this.#add(
          inner,
          'merge keys are not part of YAML 1.2',
          'Repeat the keys, or use an alias for a whole value',
          true,
        );
      else if (read === null) this.#add(inner, 'has no value', 'Give one, or remove the key', true);
      else entries.push([name, read]);
    }
    return Object.fromEntries(entries);
  }

  #scalar(value: unknown, path: Path): unknown {
    if (typeof value !== 'string' || !hasReference(value)) return value;
    const at = formatPath(path);
    this.references.set(at, value);
    const resolved = resolveReferences(value, this.#context);
    if ('message' in resolved) {
      if (this.#context.secretsUnneeded === true && secretKeys.includes(String(path.at(-1)))) {
        this.missing.push(`${at}: ${resolved.message}`);
        return value;
      }
      this.#add(path, resolved.message, resolved.suggestion);
      return undefined;
    }
    for (const secret of resolved.secrets) this.secrets.set(secret, value);
    return resolved.text;
  }

  #add(path: Path, message: string, suggestion: string | null = null, atKey = false): void {
    this.mistakes.push(this.mistake(path, message, { suggestion, atKey }));
  }

  #place(offset: number): Pick<Mistake, 'file' | 'line' | 'column'> {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.#file, line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/** Our words for the parser's codes: its own texts quote the file. */
const syntax: Partial<Record<YAMLError['code'], readonly [message: string, suggestion?: string]>> = {
  ALIAS_PROPS: ['an alias can have no tag or anchor of its own'],
  BAD_DIRECTIVE: ['this directive is not known'],
  BAD_DQ_ESCAPE: [
    '"\\" with this letter means nothing in double quotes',
    'Use single quotes, where a backslash is a backslash',
  ],
  BAD_INDENT: ['the indentation does not fit what stands above'],
  BAD_SCALAR_START: ['a plain text cannot begin with this character', 'Put the text in single quotes'],
  BLOCK_AS_IMPLICIT_KEY: ['there is a second ":" on this line', 'Put a text that holds ": " in single quotes'],
  BLOCK_IN_FLOW: ['a block cannot stand between brackets'],
  DUPLICATE_KEY: ['this key is there twice'],
  MISSING_CHAR: ['a character is missing here: a closing quote or bracket, a comma, a colon or a space'],
  MULTILINE_IMPLICIT_KEY: ['":" is missing after the key, or the text above is not closed'],
  MULTIPLE_DOCS: ['the file holds a second document ("---")', 'Use one file for each'],
  TAB_AS_INDENT: ['a tab stands where spaces indent', 'Use spaces'],
  TAG_RESOLVE_FAILED: ['this tag ("!…") is not known: only plain YAML is read, nothing runs'],
  UNEXPECTED_TOKEN: ['this was not expected here'],
};
