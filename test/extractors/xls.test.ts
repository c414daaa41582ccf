import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BiffReader, BiffText } from '../../agent/extract/lib/legacy/biff.ts';
import { rk } from '../../agent/extract/lib/legacy/xls.ts';
import xls from '../../agent/extractors/xls.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(xls, {
  fixture: 'xls/book.xls',
  kind: 'xls',
  expect: [
    { text: 'Customer list of the year', type: 'table', name: '', place: 'sheet Customers row 1 cell 1' },
    { text: 'canary-cell', type: 'table', name: 'Name', place: 'sheet Customers row 4 cell 1' },
    { text: '123456789012345', type: 'table', name: 'Card', place: 'sheet Customers row 4 cell 2' },
    { text: '1980-02-29', type: 'table', name: 'Born', place: 'sheet Customers row 4 cell 3' },
    { text: '02070803628', type: 'table', name: 'PESEL', place: 'sheet Customers row 4 cell 4' },
    { text: 'canary-hidden@example.org', type: 'table', place: 'sheet Hidden one row 1 cell 2' },
    { text: 'canary-comment', type: 'prose', place: 'sheet Customers section text box' },
    { text: 'Canary Commenter', type: 'fields', name: 'author', place: 'sheet Customers note A4' },
    { text: 'canary-title', type: 'fields', name: 'title' },
  ],
  dates: [{ event: 'created', date: '2018-02-03T04:05:06Z', grade: 'B', from: 'ole:created' }],
});

const record = (type: number, data: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
};

describe('workbooks before 2007', () => {
  it.each([
    [0x3ff00000, 1],
    [0x3ff00001, 0.01],
    [(100 << 2) | 2, 100],
    [(12345 << 2) | 3, 123.45],
    [((-5 << 2) | 2) >>> 0, -5],
  ])('unpack the number %s to %s', (packed, value) => {
    expect(rk(packed)).toBeCloseTo(value, 10);
  });

  it('read a string that goes on in the next record in letters of another width', () => {
    const reader = new BiffReader();
    const first = record(0xfc, Buffer.concat([Buffer.alloc(8), Buffer.from([9, 0, 0]), Buffer.from('canar')]));
    const second = record(0x3c, Buffer.concat([Buffer.from([1]), Buffer.from('y-ŵ1', 'utf16le')]));
    expect([...reader.write(Buffer.concat([first, second]))]).toEqual([]);
    const { record: held, whole } = reader.end();
    expect(whole).toBe(true);
    expect(new BiffText(held!, 8).string()).toBe('canary-ŵ1');
  });

  it('of before 1993 are records and nothing else', async () => {
    const label = Buffer.concat([Buffer.from([2, 0, 1, 0, 0, 0, 10, 0]), Buffer.from('canary-old')]);
    const number = Buffer.concat([Buffer.from([2, 0, 2, 0, 0, 0]), Buffer.alloc(8)]);
    number.writeDoubleLE(42.5, 6);
    const book = [
      record(0x409, Buffer.from([0, 4, 0x10, 0, 0, 0])),
      record(0x204, label),
      record(0x203, number),
      record(0x0a, Buffer.alloc(0)),
    ];
    const { events, result } = await extractAll(Buffer.concat(book), 'x');
    expect(result).toMatchObject({ status: 'read', kind: 'xls', problems: [] });
    expect(sightings(events)).toContainEqual(
      expect.objectContaining({ text: 'canary-old', place: 'sheet sheet 1 row 3 cell 2' }),
    );
    expect(sightings(events)).toContainEqual(expect.objectContaining({ text: '42.5' }));
  });

  it('that are locked are unread', async () => {
    const fixture = readFileSync(new URL('../../fixtures/extractors/xls/book.xls', import.meta.url));
    const locked = Buffer.from(fixture);
    // The record behind the first is the one with the user's interface: it becomes that of the password.
    const begin = locked.indexOf(Buffer.from('090810000006', 'hex'));
    locked.writeUInt16LE(0x2f, begin + 20);
    const { result } = await extractAll(locked, 'x');
    expect(result).toMatchObject({ status: 'unread', problems: [{ code: 'encrypted', detail: 'password', part: '' }] });
  });
});
