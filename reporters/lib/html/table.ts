import { html } from '../escape.ts';
import type { Texts } from './texts/en.ts';

/** Text to be escaped, or what is markup already. */
export type Cell = string | number | Markup | null;
export interface Markup {
  readonly markup: string;
  /** What the column is sorted by; without it, the text. */
  readonly sort?: string | number;
}

/** `n`: a number, to the right; `d`: never broken; `w`: may break anywhere; `wide`: prose. */
export type Kind = 'n' | 'd' | 'w' | 'wide' | '';

export interface Table {
  /** Unique in the document. */
  readonly id: string;
  readonly title: string;
  /** What the table says, in a sentence. */
  readonly about?: string;
  readonly columns: readonly string[];
  /** By column. */
  readonly kinds: readonly Kind[];
  /** The first cell is the row's header. */
  readonly rows: readonly (readonly Cell[])[];
  /** By row, what stands below it over the whole width: a query. */
  readonly below?: readonly (string | null)[];
  /** How many rows there are in all; more than are here are told below the table. */
  readonly of?: number;
  /** What the rows are: `violations`. */
  readonly rowsAre?: string;
}

/** Rows that are printed; the others stand on the screen. */
const printed = 20;
/** Tables longer than this can be turned page by page. */
const long = 25;

export function table(of: Table, t: Texts): string {
  const about = of.about === undefined ? '' : ` ${html(of.about)}`;
  const head = of.columns.map((name, at) => `<th scope="col"${classOf(of.kinds[at])}>${html(name)}</th>`).join('');
  const rows = of.rows.map((cells, at) => rowOf(of, cells, at, t));
  const more = of.of === undefined ? '' : moreThan(of.rows.length, of.of, of.rowsAre ?? '', t);
  const cut =
    of.rows.length > printed ? `<p class="note paper">${html(t.table.printed(printed, of.rows.length))}</p>` : '';
  const tools = of.rows.length > 1 ? ` data-tools="${of.rows.length > long ? 'long' : 'sort'}"` : '';
  return [
    `<div class="scroll" role="region" aria-labelledby="t-${of.id}" tabindex="0">`,
    `<table${tools}><caption id="t-${of.id}"><b>${html(of.title)}</b>${about}</caption>`,
    `<thead><tr>${head}</tr></thead>`,
    `<tbody>\n${rows.join('\n')}\n</tbody></table></div>`,
    cut,
    more,
  ].join('');
}

function rowOf({ kinds, below, columns }: Table, cells: readonly Cell[], at: number, t: Texts): string {
  const far = at >= printed ? ' class="far"' : '';
  const row = `<tr${far}>${cells.map((cell, column) => cellOf(cell, column, kinds[column], t)).join('')}</tr>`;
  const under = below?.[at] ?? null;
  if (under === null) return row;
  return `${row}\n<tr class="below${at >= printed ? ' far' : ''}"><td colspan="${columns.length}">${under}</td></tr>`;
}

/** Says what is not shown, and where it is. */
export function moreThan(shown: number, all: number, what: string, t: Texts): string {
  return all <= shown ? '' : `<p class="note">${html(t.table.more(all - shown, all, what))}</p>`;
}

function cellOf(cell: Cell, at: number, kind: Kind | undefined, t: Texts): string {
  const tag = at === 0 ? 'th scope="row"' : 'td';
  const end = at === 0 ? 'th' : 'td';
  if (cell === null) return `<${tag}${classOf(kind)}>–</${end}>`;
  if (typeof cell === 'number') return `<${tag}${classOf(kind)} data-v="${cell}">${html(t.count(cell))}</${end}>`;
  if (typeof cell === 'string') return `<${tag}${classOf(kind)}>${html(cell)}</${end}>`;
  const sort = cell.sort === undefined ? '' : ` data-v="${html(String(cell.sort))}"`;
  return `<${tag}${classOf(kind)}${sort}>${cell.markup}</${end}>`;
}

function classOf(kind: Kind | undefined): string {
  return kind === undefined || kind === '' ? '' : ` class="${kind === 'wide' ? 'w wide' : kind}"`;
}

/** Long names are cut in the middle: both ends tell where something is. */
export function clip(text: string, most = 240): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  const [start, end] = [text.slice(0, half), text.slice(-half)];
  // Never half of a surrogate pair.
  return `${start.replace(/[\ud800-\udbff]$/, '')}…${end.replace(/^[\udc00-\udfff]/, '')}`;
}
