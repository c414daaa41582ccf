import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import zip from '../../agent/extractors/zip.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';
import { rawZip, zipOf } from '../kits/zip.ts';

acceptExtractor(zip, {
  fixture: 'zip/lists.zip',
  kind: 'zip',
  expect: [
    { text: 'canary-attached@example.org', type: 'table', part: 'list.csv', name: 'E-Mail', place: 'row 2 cell 2' },
    { text: 'canary-attached@example.org', type: 'table', part: 'ümlaut list.csv' },
  ],
  dates: [{ event: 'modified', date: '2020-05-06', grade: 'C', from: 'zip:mtime', part: 'list.csv' }],
});

describe('zip archives', () => {
  it('reads both of two members with one name', async () => {
    const bytes = rawZip([
      { name: 'a.txt', data: 'canary-one' },
      { name: 'a.txt', data: 'canary-two' },
    ]);
    const { events, result } = await extractAll(bytes, 'x');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    expect(sightings(events).map(({ part, text }) => [part, text])).toEqual([
      ['a.txt', 'canary-one'],
      ['a.txt (2)', 'canary-two'],
    ]);
  });

  it('shows names that play tricks, and none of them goes anywhere', async () => {
    const names = [
      '../../etc/passwd',
      '/abs.txt',
      'c:\\temp\\b.txt',
      'line\nbreak.txt',
      'rtl\u202etxt.exe',
      'x!/y.txt',
      '',
    ];
    const { events } = await extractAll(rawZip(names.map((name) => ({ name, data: 'canary' }))), 'x');
    const parts = events.flatMap((event) => (event.type === 'part' ? [event.part] : []));
    expect(parts).toEqual([
      '../../etc/passwd',
      '/abs.txt',
      'c:/temp/b.txt',
      'line\ufffdbreak.txt',
      'rtl\ufffdtxt.exe',
      'x!_/y.txt',
      '(unnamed)',
    ]);
  });

  it('reads names in the code page of DOS', async () => {
    const { events } = await extractAll(rawZip([{ name: Buffer.from('M\x81ller.txt', 'latin1'), data: 'x' }]), 'x');
    expect(events[0]).toMatchObject({ type: 'part', part: 'Müller.txt' });
  });

  it.each([
    ['encrypted', { flags: 1 }, 'encrypted', 'password'],
    ['an unknown method', { method: 99 }, 'unsupported', 'method'],
    ['a wrong size', { size: 3 }, 'damaged', 'size_differs'],
    ['a wrong checksum', { sum: 1 }, 'damaged', 'checksum'],
  ])('names the member that is %s and reads the others', async (_, change, code, detail) => {
    const bytes = rawZip([
      { name: 'bad.txt', data: 'canary-bad', ...change },
      { name: 'good.txt', data: 'canary-good' },
    ]);
    const { events, result } = await extractAll(bytes, 'x');
    expect(result).toMatchObject({ status: 'partly', problems: [{ code, detail, part: 'bad.txt' }] });
    expect(sightings(events)).toContainEqual(expect.objectContaining({ part: 'good.txt', text: 'canary-good' }));
  });

  it('tells no date where the archive knows none', async () => {
    const { events } = await extractAll(rawZip([{ name: 'a.txt', data: 'x', day: 0x21 }]), 'x');
    expect(events.filter(({ type }) => type === 'date')).toEqual([]);
  });

  it('names the member of a kind that nobody reads, and skips pictures quietly', async () => {
    const bytes = await zipOf({
      'a.bin': Buffer.from('0001fe8203'.repeat(40), 'hex'),
      'b.png': Buffer.from('89504e470d0a1a0a', 'hex'),
      'c.txt': 'canary',
    });
    const { result } = await extractAll(bytes, 'x');
    expect(result).toMatchObject({
      status: 'partly',
      problems: [{ code: 'unsupported', detail: 'kind:binary', part: 'a.bin' }],
    });
  });

  it('names members of methods that nobody reads, and those that are locked by AES', async () => {
    const canary = (name: string) => readFileSync(new URL(`../../fixtures/canary/${name}`, import.meta.url));
    const rare = await extractAll(canary('rare.zip'), 'x');
    expect(rare.result.problems).toEqual([{ code: 'unsupported', detail: 'method', part: 'customers.csv' }]);
    const locked = await extractAll(canary('locked.aes.zip'), 'x');
    expect(locked.result).toMatchObject({
      status: 'unread',
      problems: [{ code: 'encrypted', detail: 'password', part: 'customers.csv' }],
    });
  });
});
