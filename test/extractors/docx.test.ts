import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import docx from '../../agent/extractors/docx.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';
import { zipOf } from '../kits/zip.ts';

acceptExtractor(docx, {
  fixture: 'docx/letter.docx',
  kind: 'docx',
  expect: [
    { text: 'canary-body-1', type: 'prose', place: 'paragraph 1' },
    { text: 'canary-body-2', type: 'prose', place: 'paragraph 5' },
    { text: 'canary-deleted', type: 'prose', place: 'section deleted paragraph 1' },
    { text: 'canary-box', type: 'prose', place: 'section text box paragraph 3' },
    { text: 'canary-cell@example.org', type: 'table', name: 'E-Mail', place: 'paragraph 4 row 2 cell 2' },
    { text: 'canary-header', type: 'prose', place: 'section header1 paragraph 1' },
    { text: 'canary-footer', type: 'prose', place: 'section footer1 paragraph 1' },
    { text: 'canary-footnote', type: 'prose' },
    { text: 'canary-endnote', type: 'prose' },
    { text: 'canary-comment', type: 'prose', place: 'section comments paragraph 1' },
    { text: 'canary-link@example.org', type: 'fields', name: 'email' },
    { text: 'canary-title', type: 'fields', name: 'title' },
    { text: 'canary-keyword', type: 'fields', name: 'keywords' },
    { text: 'canary-custom-property', type: 'fields', name: 'Customer number' },
    { text: 'Canary Author', type: 'fields', name: 'creator' },
    { text: 'Canary Editor', type: 'fields', name: 'author' },
    { text: 'Canary Commenter', type: 'fields', name: 'author' },
  ],
  once: ['canary-body-1', 'canary-body-2', 'canary-box', 'canary-cell@example.org', 'canary-comment', 'canary-deleted'],
  dates: [
    { event: 'created', date: '2019-05-06T07:08:09Z', grade: 'B', from: 'ooxml:created' },
    { event: 'modified', date: '2021-03-04T05:06:07Z', grade: 'B', from: 'ooxml:modified' },
  ],
});

const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const types =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>';

describe('Word documents', () => {
  const document = (body: string, more: Record<string, string | Buffer> = {}) =>
    zipOf({
      '[Content_Types].xml': types,
      'word/document.xml': `<w:document ${word}><w:body>${body}</w:body></w:document>`,
      ...more,
    });

  it('joins runs that the editor has split', async () => {
    const bytes = await document(
      '<w:p><w:r><w:t>4111 1111</w:t></w:r><w:r><w:t xml:space="preserve"> 1111 1111</w:t></w:r></w:p>',
    );
    expect(sightings((await extractAll(bytes, 'x')).events).map(({ text }) => text)).toEqual(['4111 1111 1111 1111\n']);
  });

  it('reads field codes, alternative texts and document variables', async () => {
    const bytes = await document(
      '<w:p><w:r><w:instrText> MAILTO canary-code@example.org </w:instrText></w:r><w:r><w:drawing><docPr descr="canary-alt"/></w:drawing></w:r></w:p>',
      {
        'word/settings.xml': `<w:settings ${word}><w:docVars><w:docVar w:name="Customer" w:val="canary-variable"/></w:docVars></w:settings>`,
      },
    );
    const seen = sightings((await extractAll(bytes, 'x')).events);
    expect(seen).toContainEqual(
      expect.objectContaining({ name: 'field code', text: 'MAILTO canary-code@example.org' }),
    );
    expect(seen).toContainEqual(expect.objectContaining({ name: 'alt text', text: 'canary-alt' }));
    expect(seen).toContainEqual(expect.objectContaining({ name: 'Customer', text: 'canary-variable' }));
  });

  it('gives documents put into it, and skips its pictures quietly', async () => {
    const inner = readFileSync(new URL('../../fixtures/extractors/xlsx/book.xlsx', import.meta.url));
    const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    const bytes = await document('<w:p/>', { 'word/embeddings/book.bin': inner, 'word/media/image1.png': picture });
    const { events, result } = await extractAll(bytes, 'x');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    expect(sightings(events)).toContainEqual(expect.objectContaining({ part: 'book.bin', text: 'canary-cell' }));
  });

  it('says which picture of an unknown kind it could not read', async () => {
    const { result } = await extractAll(
      await document('<w:p/>', { 'word/embeddings/ole.bin': Buffer.from('0001fe8203'.repeat(40), 'hex') }),
      'x',
    );
    expect(result).toMatchObject({
      status: 'partly',
      problems: [{ code: 'unsupported', detail: 'kind:binary', part: 'ole.bin' }],
    });
  });

  it('stops a document that unpacks without end', async () => {
    const bytes = await document(`<w:p><w:r><w:t>${'A'.repeat(40_000_000)}</w:t></w:r></w:p>`);
    const { result } = await extractAll(bytes, 'x', { limits: { bytes: 20 << 20, ratio: 1e6, depth: 3, members: 10 } });
    expect(result).toMatchObject({ status: 'partly', problems: [{ code: 'budget', detail: 'bytes', part: '' }] });
  });
});
