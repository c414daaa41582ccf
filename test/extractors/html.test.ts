import { describe, expect, it } from 'vitest';
import html from '../../agent/extractors/html.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(html, {
  fixture: 'html/page.html',
  kind: 'html',
  expect: [
    { text: 'canary-title', type: 'fields', name: 'title' },
    { text: 'canary-meta', type: 'fields', name: 'author' },
    { text: 'canary-comment', type: 'fields', name: 'comment' },
    { text: 'First & only paragraph, canary-body.', type: 'prose', place: 'paragraph 2' },
    { text: 'canary-cell@example.org', type: 'table', name: 'E-Mail', place: 'paragraph 3 row 2 cell 2' },
    { text: 'canary-value', type: 'fields', name: 'phone' },
    { text: 'canary-area', type: 'prose' },
    { text: 'canary-link@example.org', type: 'fields', name: 'email' },
    { text: 'canary-alt', type: 'fields', name: 'alt' },
    { text: 'canary-script', type: 'prose' },
  ],
  once: ['canary-cell@example.org', 'canary-body'],
});

describe('HTML', () => {
  it('reads rows of a label and a value as fields', async () => {
    const page =
      '<html><table><tr><td>Name:</td><td>Anna</td></tr><tr><td>Phone</td><td>030 123</td></tr><tr><td>Mail</td><td>a@example.org</td></tr></table>';
    const { events } = await extractAll(Buffer.from(page), 'x');
    expect(sightings(events).map(({ name, text }) => [name, text])).toEqual([
      ['Name', 'Anna'],
      ['Phone', '030 123'],
      ['Mail', 'a@example.org'],
    ]);
  });

  it('keeps the text of tables within tables', async () => {
    const page =
      '<html><table><tr><td>a<table><tr><td>canary-inner</td></tr></table></td><td>b</td></tr></table><p>after';
    const { events } = await extractAll(Buffer.from(page), 'x');
    expect(
      sightings(events)
        .map(({ text }) => text)
        .join(' '),
    ).toMatch(/canary-inner[\s\S]*after/);
  });
});
