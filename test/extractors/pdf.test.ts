import { readFileSync } from 'node:fs';
import { PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
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
});
