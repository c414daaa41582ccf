import type { Extracted } from '../../contracts/extractor.ts';
import type { PlaceHop } from '../../contracts/place.ts';
import { linkField } from './opc.ts';
import { TableMaker } from './tables.ts';
import type { XmlEvents } from './xml.ts';

/** Parts with a text of their own, taken out of the paragraph that they stand in. */
const asides: Readonly<Record<string, string>> = {
  annotation: 'comment',
  note: 'note',
  'text-box': 'text box',
  deletion: 'deleted',
  'title-text': 'title',
};
/** Elements whose text is bookkeeping: when a comment was made, the number of a note. */
const silent: ReadonlySet<string> = new Set([
  'dc:date',
  'text:note-citation',
  'meta:creator-initials',
  'meta:date-string',
]);
/** Repeated cells and rows beyond this say nothing new. */
const mostRepeats = 64;

interface Sink {
  text: string;
  readonly section: string | null;
}

interface OpenTable {
  readonly maker: TableMaker;
  n: number;
  row: string[];
  cell: string | null;
  value: string | null;
  repeat: number;
  rowRepeat: number;
  readonly inner: boolean;
}

/** Handlers for the content of OpenDocument files: paragraphs, tables and sheets, notes, comments, links. */
export class OdfText implements XmlEvents {
  private readonly emit: (piece: Extracted) => void;
  private readonly base: readonly PlaceHop[];
  private readonly sinks: Sink[] = [{ text: '', section: null }];
  private readonly tables: OpenTable[] = [];
  private slides = 0;
  private silence = false;
  private n = 1;
  private flowing = false;
  private named: { name: string; text: string } | null = null;

  constructor(at: readonly PlaceHop[], emit: (piece: Extracted) => void) {
    this.base = at;
    this.emit = emit;
  }

  open(name: string, attributes: Readonly<Record<string, string>>, full: string): void {
    this.silence = silent.has(full);
    const aside = asides[name];
    if (aside !== undefined) this.sinks.push({ text: '', section: aside });
    else if (full === 'draw:page') this.slides++;
    else if (full === 'table:table') this.openTable(attributes);
    else if (name === 'table-row') this.openRow(attributes);
    else if (name === 'table-cell' || name === 'covered-table-cell') this.openCell(attributes);
    else if (name === 'tab') this.add('\t');
    else if (name === 'line-break') this.add('\n');
    else if (full === 'text:s') this.add(' '.repeat(Math.min(Number(attributes['text:c'] ?? 1), 100)));
    else if (full === 'svg:title' || full === 'svg:desc' || full === 'dc:creator')
      this.named = { name: name === 'creator' ? 'author' : 'alt text', text: '' };
    const link = attributes['xlink:href'];
    if (full === 'text:a' && link !== undefined) this.field(linkField(link, 'hyperlink', 'content'));
    this.values(full, attributes);
  }

  text(text: string): void {
    if (this.silence) return;
    if (this.named !== null) this.named.text += text;
    else this.add(text);
  }

  close(name: string): void {
    this.silence = false;
    if (asides[name] !== undefined) this.endAside();
    else if (name === 'p' || name === 'h') this.endParagraph();
    else if (name === 'table-cell' || name === 'covered-table-cell') this.closeCell();
    else if (name === 'table-row') this.closeRow();
    else if (name === 'table') this.closeTable();
    else if (this.named !== null && (name === 'title' || name === 'desc' || name === 'creator')) {
      this.field({ name: this.named.name, place: this.named.name, value: this.named.text });
      this.named = null;
    } else if (this.sinks.length === 1 && this.tables.length === 0 && this.sinks[0]!.text.trim() === '')
      // Blanks between elements.
      this.sinks[0]!.text = '';
  }

  end(): void {
    while (this.tables.length > 0) this.closeTable();
    while (this.sinks.length > 1) this.endAside();
    this.endParagraph();
  }

  /** Values that stand in attributes: form fields, variables, user fields. */
  private values(full: string, attributes: Readonly<Record<string, string>>): void {
    if (!full.startsWith('form:') && !full.startsWith('text:user-field') && !full.startsWith('text:variable')) return;
    const name = attributes['form:label'] ?? attributes['form:name'] ?? attributes['text:name'] ?? '';
    for (const key of ['form:current-value', 'form:value', 'office:string-value'])
      this.field({ name, place: full, value: attributes[key] ?? '' });
  }

  private field(field: { name: string; place: string; value: string }): void {
    if (field.value.trim() !== '') this.emit({ type: 'fields', at: this.at(), fields: [field] });
  }

  private at(): PlaceHop[] {
    return this.slides > 0 ? [...this.base, { kind: 'slide', n: this.slides }] : [...this.base];
  }

  private add(text: string): void {
    const table = this.tables.at(-1);
    if (this.sinks.length > 1) this.sinks.at(-1)!.text += text;
    else if (table?.cell != null) table.cell += text;
    else if (table === undefined) this.sinks[0]!.text += text;
  }

  private endParagraph(): void {
    const sink = this.sinks.at(-1)!;
    const table = this.tables.at(-1);
    if (sink.section !== null || table?.cell != null) {
      this.add('\n');
      return;
    }
    if (sink.text.trim() !== '') {
      const text = `${sink.text.trim()}\n`;
      this.emit({ type: 'prose', text, at: [...this.at(), { kind: 'paragraph', n: this.n }], continues: this.flowing });
      this.flowing = true;
    }
    sink.text = '';
    this.n++;
  }

  private endAside(): void {
    const { text, section } = this.sinks.pop()!;
    if (text.trim() === '' || section === null) return;
    const at: PlaceHop[] = [...this.at(), { kind: 'section', name: section }, { kind: 'paragraph', n: this.n }];
    this.emit({ type: 'prose', text: `${text.trim()}\n`, at, continues: false });
    this.flowing = false;
  }

  private openTable(attributes: Readonly<Record<string, string>>): void {
    const name = attributes['table:name'];
    const inner = this.tables.at(-1)?.cell != null || this.sinks.length > 1;
    const at: PlaceHop[] =
      name === undefined ? [...this.at(), { kind: 'paragraph', n: this.n }] : [...this.at(), { kind: 'sheet', name }];
    this.tables.push({
      maker: new TableMaker(at, name === undefined ? 'row' : 'cell'),
      n: 0,
      row: [],
      cell: null,
      value: null,
      repeat: 1,
      rowRepeat: 1,
      inner,
    });
  }

  private openRow(attributes: Readonly<Record<string, string>>): void {
    const table = this.tables.at(-1);
    if (table === undefined) return;
    table.row = [];
    table.rowRepeat = Number(attributes['table:number-rows-repeated'] ?? 1) || 1;
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    const table = this.tables.at(-1);
    if (table === undefined) return;
    table.cell = '';
    table.repeat = Number(attributes['table:number-columns-repeated'] ?? 1) || 1;
    const type = attributes['office:value-type'];
    // What is shown may be rounded or in local spelling: numbers and dates are taken as they are stored.
    table.value =
      type === 'date' ? (attributes['office:date-value'] ?? null) : type === 'float' ? stored(attributes) : null;
  }

  private closeCell(): void {
    const table = this.tables.at(-1);
    if (table?.cell == null) return;
    const shown = table.cell.trim();
    // Leading zeros are in the text alone.
    const text = table.value === null || /^0\d/.test(shown) ? shown : table.value;
    table.cell = null;
    const times = text === '' ? Math.min(table.repeat, 2048 - table.row.length) : Math.min(table.repeat, mostRepeats);
    for (let i = 0; i < times; i++) table.row.push(text);
  }

  private closeRow(): void {
    const table = this.tables.at(-1);
    if (table === undefined) return;
    const cells = table.row;
    table.row = [];
    while (cells.length > 0 && cells.at(-1) === '') cells.pop();
    if (cells.length === 0) {
      table.n += table.rowRepeat;
      return;
    }
    if (table.inner) {
      table.n++;
      this.outer(`${cells.join(' ')}\n`);
      return;
    }
    for (let i = 0; i < Math.min(table.rowRepeat, mostRepeats); i++)
      for (const piece of table.maker.add([{ n: table.n + i + 1, cells }])) this.emit(piece);
    table.n += table.rowRepeat;
  }

  /** Cells of a table within a cell become text of that cell. */
  private outer(text: string): void {
    const holder = this.tables.at(-2);
    if (this.sinks.length > 1) this.sinks.at(-1)!.text += text;
    else if (holder?.cell != null) holder.cell += text;
  }

  private closeTable(): void {
    const table = this.tables.pop();
    if (table === undefined || table.inner) return;
    for (const piece of table.maker.end()) this.emit(piece);
    this.flowing = false;
    this.n++;
  }
}

function stored(attributes: Readonly<Record<string, string>>): string | null {
  const value = attributes['office:value'];
  return value === undefined || /e/i.test(value) ? null : value;
}
