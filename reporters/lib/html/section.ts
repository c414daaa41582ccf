import { html } from '../escape.ts';

/** A part of the document, named by its heading. */
export function section(id: string, title: string, inner: string): string {
  return `<section id="${id}" aria-labelledby="h-${id}"><h2 id="h-${id}">${html(title)}</h2>\n${inner}\n</section>`;
}
