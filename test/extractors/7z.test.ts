import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import sevenZip from '../../agent/extractors/7z.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(sevenZip, {
  fixture: '../canary/canary.7z',
  kind: '7z',
  expect: [
    { text: 'canary.anna@example.org', type: 'table', part: 'customers.csv', name: 'email', place: 'row 2 cell 3' },
  ],
  dates: [{ event: 'modified', date: '2021-06-16T08:00:00Z', grade: 'C', from: '7z:mtime', part: 'customers.csv' }],
});

const canary = (name: string) => readFileSync(new URL(`../../fixtures/canary/${name}`, import.meta.url));

describe('7z archives', () => {
  it.each([
    ['with locked files', 'locked.7z', 'customers.csv'],
    ['with a locked directory', 'sealed.7z', ''],
  ])('%s are told as encrypted, never as empty', async (_, name, part) => {
    const { result } = await extractAll(canary(name), name);
    expect(result).toMatchObject({ status: 'unread', problems: [{ code: 'encrypted', detail: 'password', part }] });
  });

  it('of a rare method are read by the library, their names from the directory', async () => {
    const { events, result } = await extractAll(canary('canary.ppmd.7z'), 'x');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    expect(sightings(events)).toContainEqual(expect.objectContaining({ part: 'customers.csv', name: 'email' }));
  });

  it('without a sound directory are damaged, never empty', async () => {
    const bytes = Uint8Array.from(canary('canary.7z'));
    bytes[bytes.length - 5]! ^= 1;
    const { result } = await extractAll(bytes, 'x');
    expect(result).toMatchObject({ status: 'unread', problems: [{ code: 'damaged', detail: 'checksum', part: '' }] });
  });
});
