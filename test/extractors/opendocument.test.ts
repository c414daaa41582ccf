import { describe, expect, it } from 'vitest';
import opendocument from '../../agent/extractors/opendocument.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';
import { zipOf } from '../kits/zip.ts';

acceptExtractor(opendocument, {
  fixture: 'opendocument/letter.odt',
  kind: 'odt',
  expect: [
    { text: 'canary-body-1', type: 'prose', place: 'paragraph 1' },
    { text: 'canary-deleted', type: 'prose', place: 'section deleted paragraph 1' },
    { text: 'canary-footnote', type: 'prose', place: 'section note paragraph 2' },
    { text: 'canary-endnote', type: 'prose' },
    { text: 'canary-comment', type: 'prose', place: 'section comment paragraph 2' },
    { text: 'canary-box', type: 'prose', place: 'section text box paragraph 3' },
    { text: 'canary-link@example.org', type: 'fields', name: 'email' },
    { text: 'canary-cell@example.org', type: 'table', name: 'E-Mail' },
    { text: 'canary-header', type: 'prose' },
    { text: 'canary-footer', type: 'prose' },
    { text: 'canary-custom-property', type: 'fields', name: 'Customer number' },
    { text: 'Canary Commenter', type: 'fields', name: 'author' },
  ],
  once: ['canary-body-1', 'canary-body-2', 'canary-cell@example.org', 'canary-comment', 'canary-box'],
  dates: [
    { event: 'created', date: '2019-05-06T07:08:09Z', grade: 'B', from: 'odf:creation-date' },
    { event: 'modified', date: '2021-03-04T05:06:07Z', grade: 'B', from: 'odf:date' },
  ],
});

acceptExtractor(opendocument, {
  fixture: 'opendocument/book.ods',
  kind: 'ods',
  expect: [
    { text: 'canary-cell', type: 'table', name: 'Name', place: 'sheet Customers row 4 cell 1' },
    { text: '123456789012345', type: 'table', name: 'Card' },
    { text: '1980-02-29', type: 'table', name: 'Born' },
    { text: '02070803628', type: 'table', name: 'PESEL' },
    { text: 'canary-hidden@example.org', type: 'table', place: 'sheet Hidden one row 1 cell 2' },
    { text: 'canary-comment', type: 'prose' },
  ],
  mutations: 30,
});

describe('OpenDocument', () => {
  it('says that it is encrypted', async () => {
    const bytes = await zipOf({
      'META-INF/manifest.xml':
        '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>',
      'content.xml': 'noise',
    });
    const stored = Buffer.concat([Buffer.from('PK\x03\x04'), bytes.subarray(4)]);
    const { result } = await extractAll(stored, 'x', { extractors: [{ ...opendocument, accepts: () => true }] });
    expect(result).toMatchObject({ status: 'unread', problems: [{ code: 'encrypted', detail: 'password', part: '' }] });
  });

  it('is not filled by a cell that is repeated a million times', async () => {
    const row = (times: number) =>
      `<table:table-row table:number-rows-repeated="${times}"><table:table-cell table:number-columns-repeated="${times}"><text:p>x</text:p></table:table-cell></table:table-row>`;
    const content = `<office:document-content><table:table table:name="S">${row(1_048_576)}</table:table></office:document-content>`;
    const bytes = await zipOf({ 'content.xml': content });
    const { events } = await extractAll(bytes, 'x', { extractors: [{ ...opendocument, accepts: () => true }] });
    expect(sightings(events).length).toBeLessThan(10_000);
  });
});
