import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { extractAll, sightings } from '../kits/extract.ts';

/** Formats of the web that the readers of their parts read. */
it.each([
  ['page.mhtml', 'eml', '', 'canary.web@example.org', 'email'],
  ['logo.svg', 'xml', '', 'canary.svg@example.org', 'text'],
  ['book.epub', 'epub', 'OEBPS/c1.xhtml', 'canary.epub@example.org', ''],
] as const)('reads %s', async (file, kind, part, text, name) => {
  const bytes = readFileSync(new URL(`../../fixtures/extractors/web/${file}`, import.meta.url));
  const { events, result } = await extractAll(bytes, 'x');
  expect(result).toMatchObject({ status: 'read', kind, problems: [] });
  const seen = sightings(events).filter((one) => one.text.includes(text));
  expect(seen).toEqual([expect.objectContaining({ part, name })]);
});
