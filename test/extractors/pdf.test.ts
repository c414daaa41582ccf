import { readFileSync } from 'node:fs';
import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import { pageText } from '../../agent/extract/lib/pdf-text.ts';
import pdf from '../../agent/extractors/pdf.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(pdf, {
  fixture: 'pdf/letter.pdf',
  kind: 'pdf',
  expect: [
    { text: 'canary-body-1', type: 'prose', place: 'page 1' },
    { text: 'canary-endnote', type: 'prose', place: 'page 2' },
    { text: 'canary-header', type: 'prose', place: 'page 1' },
    { text: 'canary-title', type: 'fields', name: 'title' },
    { text: 'Canary Author', type: 'fields', name: 'author' },
    { text: 'canary-keyword', type: 'fields', name: 'keywords' },
    { text: 'canary-link@example.org', type: 'fields', name: 'link', place: 'page 1 link' },
  ],
  dates: [{ event: 'created', date: '2026-11-23T21:05:53Z', grade: 'B', from: 'pdf:CreationDate' }],
});

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/extractors/pdf/${name}`, import.meta.url));

describe('PDF', () => {
  it('says that it needs a password', async () => {
    const { result } = await extractAll(fixture('encrypted.pdf'), 'x');
    expect(result).toMatchObject({
      status: 'unread',
      kind: 'pdf',
      problems: [{ code: 'encrypted', detail: 'password', part: '' }],
    });
  });

  it('reads form values and attached files', async () => {
    const document = await PDFDocument.create();
    document.setTitle('Form');
    document.setModificationDate(new Date('2020-01-02T03:04:05Z'));
    const page = document.addPage();
    page.drawText('canary-text');
    const field = document.getForm().createTextField('customer.email');
    field.setText('canary-field@example.org');
    field.addToPage(page);
    await document.attach(Buffer.from('id,mail,n\n1,canary-attached@example.org,1\n2,b@example.org,2\n'), 'list.csv');
    const { events, result } = await extractAll(Buffer.from(await document.save()), 'x');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    const seen = sightings(events);
    expect(seen).toContainEqual(
      expect.objectContaining({
        name: 'customer.email',
        text: 'canary-field@example.org',
        place: 'page 1 form field customer.email',
      }),
    );
    expect(seen).toContainEqual(
      expect.objectContaining({ part: 'list.csv', name: 'mail', text: 'canary-attached@example.org' }),
    );
    expect(events).toContainEqual({
      type: 'date',
      part: '',
      date: { event: 'modified', date: '2020-01-02T03:04:05Z', grade: 'B', from: 'pdf:ModDate' },
    });
  });

  it('tells pages that are pictures from pages that are empty', async () => {
    const document = await PDFDocument.create();
    document.addPage().drawText('canary-text');
    document.addPage();
    const picture = await document.embedPng(
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    );
    document.addPage().drawImage(picture, { width: 200, height: 200 });
    const { result } = await extractAll(Buffer.from(await document.save()), 'x');
    expect(result).toMatchObject({
      status: 'partly',
      problems: [{ code: 'no_text_layer', detail: 'pages', part: '' }],
    });
  });

  it('finds the header behind a few strange bytes, and reads notes', async () => {
    const document = await PDFDocument.create();
    const page = document.addPage();
    page.drawText('canary-text');
    const note = document.context.obj({
      Type: 'Annot',
      Subtype: 'Text',
      Rect: [0, 0, 10, 10],
      Contents: PDFString.of('canary-note'),
    });
    page.node.set(PDFName.of('Annots'), document.context.obj([document.context.register(note)]));
    const bytes = Buffer.concat([
      Buffer.from('\0\0junk\n'),
      Buffer.from(await document.save({ useObjectStreams: false })),
    ]);
    const { events, result } = await extractAll(bytes, 'x');
    expect(result.kind).toBe('pdf');
    expect(sightings(events)).toContainEqual(expect.objectContaining({ name: 'note', text: 'canary-note' }));
  });

  it('opens what only its owner has locked', async () => {
    const { events, result } = await extractAll(fixture('owner.pdf'), 'x');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    expect(sightings(events)).toContainEqual(expect.objectContaining({ place: 'page 2', type: 'prose' }));
  });

  it('reads XMP, with its dates, and what the information says too but once', async () => {
    const document = await PDFDocument.create();
    document.setTitle('canary-title');
    document.addPage().drawText('canary-text');
    const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">canary-title</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>Canary Creator</rdf:li></rdf:Seq></dc:creator><xmp:CreateDate>2017-03-04T05:06:07+01:00</xmp:CreateDate><xmp:ModifyDate>1970-01-01T00:00:00Z</xmp:ModifyDate><xmpMM:DocumentID>uuid:canary-id</xmpMM:DocumentID></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
    const stream = document.context.stream(xmp, { Type: 'Metadata', Subtype: 'XML' });
    document.catalog.set(PDFName.of('Metadata'), document.context.register(stream));
    const { events } = await extractAll(Buffer.from(await document.save()), 'x');
    const seen = sightings(events);
    expect(seen).toContainEqual(
      expect.objectContaining({ name: 'creator', place: 'xmp/dc:creator', text: 'Canary Creator' }),
    );
    expect(seen.filter(({ text }) => text === 'canary-title')).toHaveLength(1);
    expect(seen.filter(({ text }) => text.includes('canary-id'))).toEqual([]);
    const dates = events.flatMap((event) =>
      event.type === 'date' && event.date.from.startsWith('xmp') ? [event.date] : [],
    );
    expect(dates).toEqual([{ event: 'created', date: '2017-03-04T04:06:07Z', grade: 'B', from: 'xmp:CreateDate' }]);
  });
});

describe('runs of text', () => {
  const run = (str: string, x: number, y: number, more: object = {}) => ({
    str,
    transform: [10, 0, 0, 10, x, y],
    width: str.length * 5,
    height: 10,
    ...more,
  });

  it.each([
    ['words of one line', [run('Anna', 0, 0), run(' Muster', 20, 0)], 'Anna Muster'],
    ['columns', [run('Anna', 0, 0), run('B-1', 100, 0)], 'Anna\tB-1'],
    [
      'columns that a blank parts',
      [run('Anna', 0, 0), run(' ', 20, 0, { width: 60, height: 0 }), run('B-1', 80, 0)],
      'Anna\tB-1',
    ],
    ['lines that are not marked', [run('one', 0, 100), run('two', 0, 80)], 'one\ntwo'],
    ['lines that are', [run('one', 0, 100, { hasEOL: true }), run('two', 0, 80)], 'one\ntwo'],
    ['a letter set a little higher', [run('x', 0, 0), run('2', 5, 4)], 'x2'],
    [
      'text that runs upwards',
      [
        { ...run('up', 50, 0), transform: [0, 10, -10, 0, 50, 0] },
        { ...run('wards', 50, 10), transform: [0, 10, -10, 0, 50, 10] },
        { ...run('next', 70, 0), transform: [0, 10, -10, 0, 70, 0] },
      ],
      'upwards\nnext',
    ],
  ])('make %s', (_, runs, text) => {
    expect(pageText(runs)).toBe(text);
  });
});
