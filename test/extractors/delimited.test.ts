import { describe, expect, it } from 'vitest';
import delimited from '../../agent/extractors/delimited.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(delimited, {
  fixture: 'delimited/customers.csv',
  kind: 'csv',
  expect: [
    { text: 'Muster; Anna', type: 'table', name: 'Name', place: 'row 2 cell 2' },
    { text: 'canary-cell@example.org', type: 'table', name: 'E-Mail', place: 'row 2 cell 3' },
    { text: 'Line\nbreak', type: 'table', name: 'Name', place: 'row 3 cell 2' },
    { text: 'canary "quoted"', type: 'table', name: 'Name', place: 'row 4 cell 2' },
  ],
});

const cells = async (text: string, name = 'x') => sightings((await extractAll(Buffer.from(text), name)).events);

describe('delimited text', () => {
  it.each([',', ';', '\t', '|'])('knows the delimiter %j by its columns', async (delimiter) => {
    const rows = [
      'id,mail,born',
      '1,a@example.org,1980-01-02',
      '2,b@example.org,1981-01-02',
      '3,c@example.org,1982-01-02',
    ];
    const seen = await cells(rows.join('\n').replaceAll(',', delimiter));
    expect(seen[1]).toMatchObject({ name: 'mail', text: 'a@example.org', place: 'row 2 cell 2' });
    expect(seen).toHaveLength(9);
  });

  it('takes no first row of data for names', async () => {
    const seen = await cells('1,a@example.org,x1\n2,b@example.org,x2\n3,c@example.org,x3\n');
    expect(seen[1]).toMatchObject({ text: 'a@example.org', name: '' });
  });

  it('reads a first row of words as data too when nothing tells it from the rows below', async () => {
    const seen = await cells('Anna,Berlin,red\nBen,Hamburg,blue\nCarl,Bremen,green\n');
    expect(seen.map(({ text }) => text)).toContain('Anna');
  });

  it('loses no row behind a quote that nobody closed', async () => {
    const rows = [
      'id,name,mail',
      '1,"Anna,a@example.org',
      ...Array.from({ length: 50 }, (_, i) => `${i},n${i},m${i}@example.org`),
    ];
    const seen = await cells(rows.join('\n'), 'x.csv');
    expect(seen.filter(({ name }) => name === 'mail')).toHaveLength(51);
    expect(seen).toContainEqual(
      expect.objectContaining({ text: 'm49@example.org', name: 'mail', place: 'row 52 cell 3' }),
    );
  });

  it('finds the header below a title', async () => {
    const seen = await cells(
      'Customers of the year\n\nid;mail;born\n1;a@example.org;1980-01-02\n2;b@example.org;1981-01-02\n',
      'x.csv',
    );
    expect(seen[0]?.text).toBe('Customers of the year');
    expect(seen).toContainEqual(expect.objectContaining({ text: 'b@example.org', name: 'mail' }));
  });

  it('gives many rows in batches that belong together', async () => {
    const rows = Array.from({ length: 1234 }, (_, i) => `${i},name ${i},n${i}@example.org`);
    const { events } = await extractAll(Buffer.from(['id,name,mail', ...rows].join('\r\n')), 'x');
    const tables = events.flatMap((event) =>
      event.type === 'text' && event.text.type === 'table' ? [event.text] : [],
    );
    expect(tables.map(({ continues }) => continues)).toEqual([false, true, true]);
    expect(tables.flatMap((table) => table.rows)).toHaveLength(1234);
    expect(tables.at(-1)?.rows.at(-1)).toEqual({ n: 1235, cells: ['1233', 'name 1233', 'n1233@example.org'] });
  });

  it('leaves prose with commas alone', async () => {
    const prose = 'Dear all, we meet on Monday, as ever, in the hall.\nBring cake, and tea.\nYours, the board\n';
    expect((await extractAll(Buffer.from(prose), 'x')).result.kind).toBe('text');
  });
});
