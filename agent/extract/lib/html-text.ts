import type { Extracted } from '../../contracts/extractor.ts';
import type { PlaceHop } from '../../contracts/place.ts';
import { TableMaker } from './tables.ts';

const blocks: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote br center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header hr legend li main menu nav ol option p pre section select summary table tbody td textarea tfoot th thead tr ul'
  ).split(' '),
);
/** Attributes that hold words or values of their own. */
const spoken: ReadonlySet<string> = new Set(['alt', 'title', 'placeholder', 'aria-label', 'summary', 'label']);
const longest = 64 << 10;

interface OpenTable {
  columns: string[] | null;
  rows: { readonly n: number; readonly cells: string[] }[];
  row: string[] | null;
  /** The row being read holds header cells only. */
  heading: boolean;
  cell: string | null;
  n: number;
  /** Rows leave through it as soon as there are many. */
  maker: TableMaker | null;
  /** A table in a cell of another. */
  readonly inner: boolean;
}

/**
 * Handlers for an HTML parser that make text of a page: one flow of blocks, tables and named values. Places are the
 * number of the block; a table in a cell of another stays text of that cell.
 */
export class HtmlText {
  private out: Extracted[] = [];
  private block = '';
  private count = 0;
  private flowing = false;
  private silent = 0;
  private title: string | null = null;
  private readonly tables: OpenTable[] = [];

  onopentag(name: string, attributes: Record<string, string>): void {
    if (name === 'script' || name === 'style') this.silent++;
    if (name === 'title') this.title = '';
    if (name === 'table') this.openTable();
    else if (name === 'tr') this.openRow();
    else if (name === 'td' || name === 'th') this.openCell(name === 'th');
    else if (blocks.has(name)) this.endBlock();
    this.attributes(name, attributes);
  }

  ontext(text: string): void {
    if (this.title !== null) this.title += text;
    else if (this.silent === 0) this.add(text);
    else this.code(text);
  }

  onclosetag(name: string): void {
    if ((name === 'script' || name === 'style') && this.silent > 0) this.silent--;
    if (name === 'title' && this.title !== null) {
      this.field('title', 'title', this.title);
      this.title = null;
    } else if (name === 'table') this.closeTable();
    else if (name === 'tr') this.closeRow();
    else if (name === 'td' || name === 'th') this.closeCell();
    else if (blocks.has(name)) this.endBlock();
  }

  oncomment(text: string): void {
    this.field('comment', 'comment', text);
  }

  onend(): void {
    while (this.tables.length > 0) this.closeTable();
    this.endBlock();
  }

  *drain(): Generator<Extracted> {
    const { out } = this;
    this.out = [];
    yield* out;
  }

  /** Values written into scripts and styles: read as text too, apart from what the reader sees. */
  private code(text: string): void {
    if (text.trim() === '') return;
    this.endBlock();
    this.out.push({ type: 'prose', text, at: [this.place()], continues: false });
    this.flowing = false;
  }

  private attributes(name: string, attributes: Record<string, string>): void {
    for (const key in attributes) {
      const value = attributes[key] ?? '';
      if (value === '') continue;
      if (key === 'href' || key === 'action') this.link(name, key, value);
      else if (name === 'meta' && key === 'content') this.field(metaName(attributes), `meta`, value);
      else if (key === 'value') this.field(fieldName(name, attributes), name, value);
      else if (spoken.has(key) || key.startsWith('data-')) this.field(key, `${name}@${key}`, value);
    }
  }

  private link(name: string, key: string, value: string): void {
    if (/^data:/i.test(value)) return;
    this.field(
      /^mailto:/i.test(value) ? 'email' : /^tel:/i.test(value) ? 'phone' : key,
      `${name}@${key}`,
      unescaped(value),
    );
  }

  private field(name: string, place: string, value: string): void {
    const text = value.trim();
    if (text !== '') this.out.push({ type: 'fields', at: [], fields: [{ name, place, value: text }] });
  }

  private add(text: string): void {
    const table = this.tables.at(-1);
    if (table?.cell != null) {
      table.cell += text.replace(/\s+/g, ' ');
      return;
    }
    this.block += text.replace(/[\t ]+/g, ' ');
    if (this.block.length > longest) this.flush(this.block.lastIndexOf('\n'));
  }

  private place(): PlaceHop {
    return { kind: 'paragraph', n: this.count + 1 };
  }

  private endBlock(): void {
    const table = this.tables.at(-1);
    if (table?.cell != null) {
      if (table.cell !== '' && !table.cell.endsWith('\n')) table.cell += '\n';
      return;
    }
    if (this.block.trim() === '') this.block = '';
    else {
      this.block = `${this.block.trim()}\n`;
      this.flush(-1);
      this.count++;
    }
  }

  private flush(newline: number): void {
    const end = newline > 0 ? newline + 1 : this.block.length;
    this.out.push({ type: 'prose', text: this.block.slice(0, end), at: [this.place()], continues: this.flowing });
    this.flowing = true;
    this.block = this.block.slice(end);
  }

  private openTable(): void {
    const inner = this.tables.at(-1)?.row != null;
    if (!inner) this.endBlock();
    this.tables.push({ columns: null, rows: [], row: null, heading: false, cell: null, n: 0, maker: null, inner });
  }

  private openRow(): void {
    const table = this.tables.at(-1);
    if (table === undefined) {
      this.endBlock();
      return;
    }
    this.closeRow();
    table.row = [];
    table.heading = true;
  }

  private openCell(heading: boolean): void {
    const table = this.tables.at(-1);
    if (table === undefined) {
      this.endBlock();
      return;
    }
    if (table.row === null) this.openRow();
    this.closeCell();
    table.heading &&= heading;
    table.cell = '';
  }

  private closeCell(): void {
    const table = this.tables.at(-1);
    if (table === undefined) {
      this.endBlock();
      return;
    }
    if (table.cell === null) return;
    table.row?.push(table.cell.trim());
    table.cell = null;
  }

  private closeRow(): void {
    const table = this.tables.at(-1);
    if (table?.row == null) return;
    this.closeCell();
    const cells = table.row;
    table.row = null;
    if (table.inner) {
      this.outer(`${cells.join(' ')}\n`);
      return;
    }
    table.n++;
    const first = table.rows.length === 0 && table.maker === null && table.columns === null;
    if (first && table.heading && cells.length > 1) table.columns = cells;
    else if (cells.some((cell) => cell !== '')) table.rows.push({ n: table.n, cells });
    if (table.rows.length >= 500) this.out.push(...this.maker(table).add(table.rows.splice(0)));
  }

  /** Adds to the cell that holds the innermost table. */
  private outer(text: string): void {
    const holder = this.tables.at(-2);
    if (holder?.cell != null) holder.cell += text;
    else if (holder?.row != null) holder.row.push(text);
  }

  private closeTable(): void {
    const table = this.tables.at(-1);
    if (table === undefined) return;
    this.closeRow();
    this.tables.pop();
    if (table.inner) return;
    // A page laid out with a table of one column is text, not a table.
    if (table.maker === null && table.columns === null && table.rows.every(({ cells }) => cells.length < 2)) {
      for (const { cells } of table.rows) {
        this.block = cells.join(' ');
        this.endBlock();
      }
      return;
    }
    const maker = this.maker(table);
    this.out.push(...maker.add(table.rows), ...maker.end());
    this.flowing = false;
    this.count++;
  }

  private maker(table: OpenTable): TableMaker {
    table.maker ??= new TableMaker([this.place()], 'row', table.columns);
    return table.maker;
  }
}

function metaName(attributes: Record<string, string>): string {
  return attributes['name'] ?? attributes['property'] ?? attributes['itemprop'] ?? '';
}

function fieldName(tag: string, attributes: Record<string, string>): string {
  return attributes['name'] ?? attributes['id'] ?? attributes['aria-label'] ?? tag;
}

function unescaped(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
