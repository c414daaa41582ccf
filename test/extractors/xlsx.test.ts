import { describe, expect, it } from 'vitest';
import { numberFormat, numberText } from '../../agent/extract/lib/sheet-values.ts';
import xlsx from '../../agent/extractors/xlsx.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';
import { zipOf } from '../kits/zip.ts';

acceptExtractor(xlsx, {
  fixture: 'xlsx/book.xlsx',
  kind: 'xlsx',
  expect: [
    { text: 'Customer list of the year', type: 'table', name: '', place: 'sheet Customers row 1 cell 1' },
    { text: 'canary-cell', type: 'table', name: 'Name', place: 'sheet Customers row 4 cell 1' },
    { text: '123456789012345', type: 'table', name: 'Card', place: 'sheet Customers row 4 cell 2' },
    { text: '1980-02-29', type: 'table', name: 'Born', place: 'sheet Customers row 4 cell 3' },
    { text: '02070803628', type: 'table', name: 'PESEL', place: 'sheet Customers row 4 cell 4' },
    { text: 'canary-hidden@example.org', type: 'table', place: 'sheet Hidden one row 1 cell 2' },
    { text: 'canary-comment', type: 'fields', name: 'comment', place: 'sheet Customers A4' },
    { text: 'Customers!$A$3', type: 'fields', name: 'canary_name' },
    { text: 'canary-title', type: 'fields', name: 'title' },
    { text: 'Canary Commenter', type: 'fields', name: 'author' },
  ],
  dates: [{ event: 'created', date: '2018-02-03T04:05:06Z', grade: 'B', from: 'ooxml:created' }],
});

describe('numbers of cells', () => {
  it.each([
    ['4.11111111111111E+15', 0, undefined, '4111111111111110'],
    ['1234567890123456789', 0, undefined, '1234567890123456789'],
    ['0.1', 0, undefined, '0.1'],
    ['29280', 14, undefined, '1980-02-29'],
    ['29280.5', 22, undefined, '1980-02-29T12:00:00'],
    ['0.25', 20, undefined, '06:00:00'],
    ['29280', 164, 'dd\\.mm\\.yyyy', '1980-02-29'],
    ['29280', 164, '[$-407]d. mmmm yyyy', '1980-02-29'],
    ['29280', 164, '#,##0.00" days"', '29280'],
    ['29280', 164, '[Red]0.00', '29280'],
    ['2070803628', 164, '00000000000', '02070803628'],
    ['12345678', 164, '000\\-00\\-0000', '012-34-5678'],
    ['none', 14, undefined, 'none'],
  ])('%s in format %s %s is %s', (raw, id, code, text) => {
    expect(numberText(raw, numberFormat(id, code), false)).toBe(text);
  });
});

describe('workbooks', () => {
  it('reads inline strings, a damaged order of sheets and what pivot tables keep', async () => {
    const bytes = await zipOf({
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.xml': '<workbook><sheets/></workbook>',
      'xl/worksheets/sheet7.xml':
        '<worksheet><sheetData><row r="3"><c r="B3" t="inlineStr"><is><r><t>canary-</t></r><r><t>inline</t></r></is></c></row></sheetData></worksheet>',
      'xl/pivotCache/pivotCacheDefinition1.xml':
        '<pivotCacheDefinition><cacheFields><cacheField name="E-Mail"><sharedItems><s v="canary-pivot@example.org"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>',
    });
    const seen = sightings((await extractAll(bytes, 'x')).events);
    expect(seen).toContainEqual(expect.objectContaining({ text: 'canary-inline', place: 'sheet sheet7 row 3 cell 2' }));
    expect(seen).toContainEqual(expect.objectContaining({ text: 'canary-pivot@example.org', name: 'E-Mail' }));
  });

  it('streams 200,000 rows in little memory', { timeout: 60_000 }, async () => {
    const row = (n: number) =>
      `<row r="${n}"><c r="A${n}"><v>${n}</v></c><c r="B${n}" t="inlineStr"><is><t>n${n}@example.org</t></is></c></row>`;
    const rows = Array.from({ length: 200_000 }, (_, i) => row(i + 1)).join('');
    const bytes = await zipOf({
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.xml': '<workbook/>',
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    });
    const { result, events } = await extractAll(bytes, 'x');
    expect(result.status).toBe('read');
    const tables = events.flatMap((event) =>
      event.type === 'text' && event.text.type === 'table' ? [event.text] : [],
    );
    expect(tables.reduce((sum, table) => sum + table.rows.length, 0)).toBe(200_000);
    expect(Math.max(...tables.map((table) => table.rows.length))).toBeLessThanOrEqual(500);
  });
});
