import type { Extracted } from '../../contracts/extractor.ts';
import type { PlaceHop } from '../../contracts/place.ts';
import { TableMaker } from './tables.ts';
import { attribute, type XmlEvents } from './xml.ts';

/** A place where text is collected: the flow of the part, a text box, or a cell. */
interface Sink {
  text: string;
  readonly kind: 'flow' | 'box' | 'cell';
}

interface OpenTable {
  readonly maker: TableMaker;
  n: number;
  row: string[];
  /** A table in a cell of another: its cells become text of that cell. */
  readonly inner: boolean;
}

const captured: ReadonlySet<string> = new Set(['t', 'v', 'text', 'Text', 'f']);
const longest = 64 << 10;
type Attributes = Readonly<Record<string, string>>;

/**
 * Handlers for WordprocessingML and DrawingML, which use the same short names for paragraphs, runs and tables: text by
 * paragraphs, tables, and what readers don't see: deleted text, field codes, text boxes, alternative texts, authors.
 */
export class OfficeText implements XmlEvents {
  private readonly emit: (piece: Extracted) => void;
  private readonly at: readonly PlaceHop[];
  private readonly sinks: Sink[] = [{ text: '', kind: 'flow' }];
  private readonly tables: OpenTable[] = [];
  private readonly authors = new Set<string>();
  private capture = 0;
  private runs = 0;
  /** Within content that repeats what stands elsewhere. */
  private repeated = 0;
  private deleted = '';
  private code = '';
  private hidden: 'deleted' | 'code' | null = null;
  private n = 1;
  private flowing = false;

  constructor(at: readonly PlaceHop[], emit: (piece: Extracted) => void) {
    this.at = at;
    this.emit = emit;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'Fallback' || name === 'moveFrom') this.repeated++;
    if (this.repeated > 0) return;
    if (captured.has(name)) this.capture++;
    else if (name === 'r') this.runs++;
    else if (name === 'delText' || name === 'delInstrText') this.hidden = 'deleted';
    else if (name === 'instrText') this.hidden = 'code';
    else if (name === 'tab') this.add(this.runs > 0 ? '\t' : '');
    else if (name === 'br' || name === 'cr') this.add('\n');
    else if (name === 'noBreakHyphen') this.add('-');
    else if (name === 'txbxContent') this.sinks.push({ text: '', kind: 'box' });
    else if (name === 'tbl') this.openTable();
    else if (name === 'tc') this.openCell();
    this.values(name, attributes);
  }

  close(name: string): void {
    if (name === 'Fallback' || name === 'moveFrom') {
      this.repeated--;
      return;
    }
    if (this.repeated > 0) return;
    if (captured.has(name)) {
      this.capture--;
      // Values of charts stand in no paragraph.
      if (name === 'v') this.add('\n');
    } else if (name === 'r') this.runs--;
    else if (name === 'delText' || name === 'delInstrText' || name === 'instrText') this.hidden = null;
    else if (name === 'p' || name === 'cmLst' || name === 'comment') this.endParagraph();
    else if (name === 'txbxContent') this.endBox();
    else if (name === 'tc') this.closeCell();
    else if (name === 'tr') this.closeRow();
    else if (name === 'tbl') this.closeTable();
    else if (this.sinks.length === 1 && this.tables.length === 0 && !this.inParagraph()) this.loose();
  }

  text(text: string): void {
    if (this.repeated > 0) return;
    if (this.hidden === 'deleted') this.deleted += text;
    else if (this.hidden === 'code') this.code += text;
    else if (this.capture > 0) this.add(text);
  }

  /** Call at the end of the part. */
  end(): void {
    while (this.tables.length > 0) this.closeTable();
    while (this.sinks.length > 1) this.endBox();
    this.endParagraph();
    const fields = [...this.authors].map((value) => ({ name: 'author', place: 'author', value }));
    if (fields.length > 0) this.emit({ type: 'fields', at: this.at, fields });
  }

  private values(name: string, attributes: Attributes): void {
    const author = attribute(attributes, 'author');
    const named = name === 'cmAuthor' || name === 'author' ? attribute(attributes, 'name') : undefined;
    if (named !== undefined && named !== '' && this.authors.size < 1000) this.authors.add(named);
    if (author !== undefined && author !== '' && this.authors.size < 1000) this.authors.add(author);
    if (name === 'docPr' || name === 'cNvPr') {
      for (const key of ['descr', 'title']) this.field('alt text', `picture ${key}`, attributes[key]);
    } else if (name === 'docVar') {
      const own = attribute(attributes, 'name') ?? '';
      this.field(own, `variable ${own}`, attribute(attributes, 'val'));
    } else if (name === 'textpath') this.field('text', 'word art', attributes['string']);
  }

  private field(name: string, place: string, value: string | undefined): void {
    if (value !== undefined && value.trim() !== '')
      this.emit({ type: 'fields', at: this.at, fields: [{ name, place, value }] });
  }

  private add(text: string): void {
    const sink = this.sinks.at(-1)!;
    sink.text += text;
    if (sink.kind === 'flow' && sink.text.length > longest) this.flush(sink);
  }

  private inParagraph(): boolean {
    return this.runs > 0 || this.capture > 0;
  }

  /** Text outside of paragraphs (charts, data parts) leaves before it grows. */
  private loose(): void {
    const sink = this.sinks[0]!;
    if (sink.text.length > 4096) this.flush(sink);
  }

  private endParagraph(): void {
    this.hiddenTexts();
    const sink = this.sinks.at(-1)!;
    if (sink.kind !== 'flow') {
      if (sink.text !== '' && !sink.text.endsWith('\n')) sink.text += '\n';
      return;
    }
    if (sink.text.trim() !== '') {
      sink.text += '\n';
      this.flush(sink);
    }
    sink.text = '';
    this.n++;
  }

  private flush(sink: Sink): void {
    this.emit({ type: 'prose', text: sink.text, at: this.place(), continues: this.flowing });
    this.flowing = true;
    sink.text = '';
  }

  private place(...more: PlaceHop[]): PlaceHop[] {
    return [...this.at, ...more, { kind: 'paragraph', n: this.n }];
  }

  private hiddenTexts(): void {
    if (this.deleted.trim() !== '') this.aside('deleted', this.deleted);
    this.field('field code', 'field code', this.code.trim());
    this.deleted = '';
    this.code = '';
  }

  private aside(section: string, text: string): void {
    this.emit({ type: 'prose', text, at: this.place({ kind: 'section', name: section }), continues: false });
    this.flowing = false;
  }

  private endBox(): void {
    if (this.sinks.length < 2) return;
    const sink = this.sinks.pop()!;
    if (sink.text.trim() === '') return;
    if (sink.kind === 'box') this.aside('text box', sink.text);
    else this.add(sink.text);
  }

  private openTable(): void {
    const inner = this.sinks.at(-1)!.kind !== 'flow';
    this.tables.push({ maker: new TableMaker(this.place(), 'row'), n: 0, row: [], inner });
  }

  private openCell(): void {
    this.sinks.push({ text: '', kind: 'cell' });
  }

  private closeCell(): void {
    const sink = this.sinks.at(-1)!;
    const table = this.tables.at(-1);
    if (sink.kind !== 'cell' || table === undefined) return;
    this.sinks.pop();
    table.row.push(sink.text.trim());
  }

  private closeRow(): void {
    const table = this.tables.at(-1);
    if (table === undefined) return;
    const cells = table.row;
    table.row = [];
    table.n++;
    if (cells.every((cell) => cell === '')) return;
    if (table.inner) this.add(`${cells.join(' ')}\n`);
    else for (const piece of table.maker.add([{ n: table.n, cells }])) this.emit(piece);
  }

  private closeTable(): void {
    const table = this.tables.pop();
    if (table === undefined || table.inner) return;
    for (const piece of table.maker.end()) this.emit(piece);
    this.flowing = false;
    this.n++;
  }
}
