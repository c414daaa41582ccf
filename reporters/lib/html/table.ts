import { html } from '../escape.ts';
import { count } from '../figures.ts';

/** Text to be escaped, or what is markup already. */
export type Cell = string | number | Markup | null;
export interface Markup {
  readonly markup: string;
  /** What the column is sorted by; without it, the text. */
  readonly sort?: string | number;
}

export interface Column {
  readonly name: string;
  /** `n`: a number, to the right; `d`: never broken; `w`: may break anywhere; `wide`: prose. */
  readonly kind?: 'n' | 'd' | 'w' | 'wide';
}

export interface Table {
  /** Unique in the document. */
  readonly id: string;
  readonly title: string;
  /** What the table says, in a sentence. */
  readonly about?: string;
  readonly columns: readonly Column[];
  /** The first cell is the row's header. */
  readonly rows: readonly (readonly Cell[])[];
  /** How many rows there are in all; more than are here are told below the table. */
  readonly of?: number;
  /** What the rows are: `violations`. */
  readonly rowsAre?: string;
}

export function table(of: Table): string {
  const about = of.about === undefined ? '' : ` ${html(of.about)}`;
  const head = of.columns.map(({ name, kind }) => `<th scope="col"${classOf(kind)}>${html(name)}</th>`).join('');
  const rows = of.rows.map(
    (cells) => `<tr>${cells.map((cell, at) => cellOf(cell, at, of.columns[at]?.kind)).join('')}</tr>`,
  );
  return [
    `<div class="scroll" role="region" aria-labelledby="t-${of.id}" tabindex="0">`,
    `<table${of.rows.length > 1 ? ' data-sort' : ''}><caption id="t-${of.id}"><b>${html(of.title)}</b>${about}</caption>`,
    `<thead><tr>${head}</tr></thead>`,
    `<tbody>\n${rows.join('\n')}\n</tbody></table></div>`,
    more(of.rows.length, of.of ?? of.rows.length, of.rowsAre ?? 'rows'),
  ].join('');
}

/** Says what is not shown, and where it is. */
export function more(shown: number, all: number, what: string): string {
  if (all <= shown) return '';
  return `<p class="note">And ${count(all - shown)} more ${html(what)}: the CSV and JSON Lines reports hold all ${count(all)}.</p>`;
}

function cellOf(cell: Cell, at: number, kind: Column['kind']): string {
  const tag = at === 0 ? 'th scope="row"' : 'td';
  const end = at === 0 ? 'th' : 'td';
  if (cell === null) return `<${tag}${classOf(kind)}>–</${end}>`;
  if (typeof cell === 'number') return `<${tag}${classOf(kind)} data-v="${cell}">${count(cell)}</${end}>`;
  if (typeof cell === 'string') return `<${tag}${classOf(kind)}>${html(cell)}</${end}>`;
  const sort = cell.sort === undefined ? '' : ` data-v="${html(String(cell.sort))}"`;
  return `<${tag}${classOf(kind)}${sort}>${cell.markup}</${end}>`;
}

function classOf(kind: Column['kind']): string {
  return kind === undefined ? '' : ` class="${kind === 'wide' ? 'w wide' : kind}"`;
}

/** Long names are cut in the middle: both ends tell where something is. */
export function clip(text: string, most = 240): string {
  if (text.length <= most) return text;
  const half = Math.floor((most - 1) / 2);
  const [start, end] = [text.slice(0, half), text.slice(-half)];
  // Never half of a surrogate pair.
  return `${start.replace(/[\ud800-\udbff]$/, '')}…${end.replace(/^[\udc00-\udfff]/, '')}`;
}
