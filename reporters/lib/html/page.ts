import type { Report } from '../../../agent/contracts/report.ts';
import { html } from '../escape.ts';
import type { Charts } from './charts.ts';
import type { Texts } from './texts/en.ts';

/** What every section is made from. */
export interface Page {
  readonly report: Report;
  readonly t: Texts;
  /** The longest a list gets. */
  readonly rows: number;
  readonly charts: Charts;
  readonly things: Things;
}

/** What the items of a report are called: files, tables of databases, or both. */
export interface Things {
  /** `1 file`, `12 files and tables` */
  several(n: number): string;
  /** The same in few words: `12 items` */
  items(n: number): string;
  /** `files and tables`, and at the head of a sentence. */
  readonly many: string;
  readonly Many: string;
  /** In few words, at the head: `Items`. */
  readonly Items: string;
  folders(n: number): string;
}

export function thingsIn({ summary, total }: Report, { things }: Texts, source?: string): Things {
  const databases = summary.databases.filter((of) => source === undefined || of.source === source);
  const tables = databases.reduce((sum, of) => sum + of.tables + of.views + of.foreign, 0);
  const only = source !== undefined || tables >= total.listed;
  const of = tables === 0 ? things.file : only ? things.table : things.both;
  return {
    several: (n) => things.several(n, of.one, of.many),
    items: (n) => things.several(n, of.item, of.Items.toLowerCase() === of.many ? of.many : of.Items),
    many: of.many,
    Many: of.many.charAt(0).toUpperCase() + of.many.slice(1),
    Items: of.Items,
    folders: (n) => things.several(n, of.folder, of.folders),
  };
}

/** A part of the document, named by its heading. */
export function section(id: string, title: string, parts: readonly string[]): string {
  const inner = parts.filter((part) => part !== '').join('\n');
  return `<section id="${id}" aria-labelledby="h-${id}"><h2 id="h-${id}">${html(title)}</h2>\n${inner}\n</section>`;
}

export function note(text: string): string {
  return text === '' ? '' : `<p class="note">${html(text)}</p>`;
}

export function paragraph(text: string): string {
  return `<p>${html(text)}</p>`;
}
