import type { Extracted } from '../../../contracts/extractor.ts';
import type { PlaceHop } from '../../../contracts/place.ts';
import { TableMaker } from '../tables.ts';

/** Stands for a cell mark that ends a row; the format itself writes the same mark for both. */
export const rowEnd = '\u0006';

const longest = 64 << 10;

/** Turns Word's text with its marks into paragraphs, tables and field codes. */
export class DocFlow {
  private readonly at: readonly PlaceHop[];
  private text = '';
  private code: string[] = [];
  /** Per open field: whether its code is still going on. */
  private readonly fields: boolean[] = [];
  private cells: string[] = [];
  private rows = 0;
  private table: TableMaker | null = null;
  private n = 1;
  private flowing = false;

  constructor(at: readonly PlaceHop[]) {
    this.at = at;
  }

  *add(text: string): Generator<Extracted> {
    for (const [piece] of text.matchAll(marks)) {
      if (piece.length > 1 || piece > '\u001f') this.plain(piece);
      else yield* this.mark(piece);
      if (this.text.length > longest && this.cells.length === 0) yield* this.flush();
    }
  }

  *end(): Generator<Extracted> {
    yield* this.endTable();
    yield* this.paragraph();
    yield* this.codes();
  }

  private plain(text: string): void {
    if (this.fields.at(-1) === true) this.code.push(text);
    else this.text += text;
  }

  private *mark(mark: string): Generator<Extracted> {
    if (mark === '\r' || mark === '\f' || mark === '\u000e') {
      // A paragraph within a cell, or the first one behind a table.
      if (this.cells.length > 0) this.text += '\n';
      else {
        yield* this.endTable();
        yield* this.paragraph();
      }
    } else if (mark === '\u0007') this.cells.push(this.cell());
    else if (mark === rowEnd) yield* this.row();
    else if (mark === '\u0013') this.fields.push(true);
    else if (mark === '\u0014') this.endCode();
    else if (mark === '\u0015') {
      this.endCode();
      this.fields.pop();
    } else this.plain(plainMarks[mark] ?? '');
  }

  private endCode(): void {
    if (this.fields.at(-1) === true) this.fields[this.fields.length - 1] = false;
    this.code.push('\n');
  }

  private cell(): string {
    const text = this.text.trim();
    this.text = '';
    return text;
  }

  private *row(): Generator<Extracted> {
    const cells = this.cells;
    this.cells = [];
    if (this.text.trim() !== '') cells.push(this.cell());
    if (this.table === null) {
      this.table = new TableMaker(this.place(), 'row');
      this.rows = 0;
    }
    this.rows++;
    if (cells.some((cell) => cell !== '')) yield* this.table.add([{ n: this.rows, cells }]);
    yield* this.codes();
  }

  private *endTable(): Generator<Extracted> {
    if (this.cells.length > 0) yield* this.row();
    if (this.table === null) return;
    const table = this.table;
    this.table = null;
    yield* table.end();
    this.flowing = false;
    this.n++;
  }

  private *paragraph(): Generator<Extracted> {
    if (this.text.trim() !== '') {
      this.text += '\n';
      yield* this.flush();
    }
    this.text = '';
    yield* this.codes();
    this.n++;
  }

  private *flush(): Generator<Extracted> {
    yield { type: 'prose', text: this.text, at: this.place(), continues: this.flowing };
    this.flowing = true;
    this.text = '';
  }

  /** What fields were told to do: addresses of links, names of files and columns. */
  private *codes(): Generator<Extracted> {
    const found = this.code.join('').split('\n');
    this.code = [];
    for (const code of found) {
      const value = code.trim();
      if (value === '' || /^(?:PAGE|NUMPAGES|TOC|PAGEREF|SECTIONPAGES|SEQ|REF|STYLEREF|FORM\w+)\b/i.test(value))
        continue;
      yield { type: 'fields', at: this.at, fields: [{ name: 'field code', place: 'field code', value }] };
    }
  }

  private place(): PlaceHop[] {
    return [...this.at, { kind: 'paragraph', n: this.n }];
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the marks of the format are control characters
const marks = /[^\u0000-\u0008\u000a-\u001f]+|[\u0000-\u0008\u000a-\u001f]/g;
const plainMarks: Readonly<Record<string, string>> = { '\u000b': '\n', '\u001e': '-', '\n': '\n' };
