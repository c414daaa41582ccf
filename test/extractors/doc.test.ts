import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import doc from '../../agent/extractors/doc.ts';
import { extractAll } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(doc, {
  fixture: 'doc/letter.doc',
  kind: 'doc',
  expect: [
    { text: 'canary-body-1', type: 'prose', place: 'paragraph 1' },
    { text: 'canary-deleted', type: 'prose' },
    { text: 'canary-body-2', type: 'prose', place: 'paragraph 5' },
    { text: 'canary-cell@example.org', type: 'table', name: 'E-Mail', place: 'paragraph 4 row 2 cell 2' },
    { text: 'canary-header', type: 'prose', place: 'section header and footer paragraph 1' },
    { text: 'canary-footer', type: 'prose' },
    { text: 'canary-footnote', type: 'prose', place: 'section footnote paragraph 1' },
    { text: 'canary-endnote', type: 'prose' },
    { text: 'canary-comment', type: 'prose', place: 'section comment paragraph 1' },
    { text: 'canary-box', type: 'prose', place: 'section text box paragraph 1' },
    { text: 'canary-link@example.org', type: 'fields', name: 'field code' },
    { text: 'canary-title', type: 'fields', name: 'title' },
    { text: 'canary-keyword', type: 'fields', name: 'keywords' },
    { text: 'canary-custom-property', type: 'fields', name: 'Customer number' },
    { text: 'Canary Author', type: 'fields', name: 'author' },
    { text: 'Canary Editor', type: 'fields', name: 'author' },
    { text: 'Canary Commenter', type: 'fields', name: 'author' },
  ],
  once: ['canary-body-1', 'canary-body-2', 'canary-cell@example.org', 'canary-comment', 'canary-box'],
  dates: [
    { event: 'created', date: '2019-05-06T07:08:09Z', grade: 'B', from: 'ole:created' },
    { event: 'modified', date: '2021-03-04T05:06:07Z', grade: 'B', from: 'ole:lastSaved' },
  ],
});

const fixture = readFileSync(new URL('../../fixtures/extractors/doc/letter.doc', import.meta.url));

describe('Word documents before 2007', () => {
  it('that are locked are unread, though their dates are known', async () => {
    const locked = Buffer.from(fixture);
    const header = locked.indexOf(Buffer.from('eca5', 'hex'));
    locked.writeUInt16LE(locked.readUInt16LE(header + 10) | 0x0100, header + 10);
    const { events, result } = await extractAll(locked, 'x');
    expect(result).toMatchObject({ status: 'unread', problems: [{ code: 'encrypted', detail: 'password', part: '' }] });
    expect(new Set(events.map(({ type }) => type))).toEqual(new Set(['date', 'problem']));
  });
});
