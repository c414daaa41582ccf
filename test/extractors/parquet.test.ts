import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import parquet from '../../agent/extractors/parquet.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(parquet, {
  fixture: '../canary/canary.snappy.parquet',
  kind: 'parquet',
  expect: [
    { text: 'canary.anna@example.org', type: 'table', name: 'email', place: 'row 1 cell 3' },
    { text: 'canary.note@example.org', type: 'table', name: 'note' },
    { text: 'Björn Größe', type: 'table', name: 'name' },
  ],
});

const canary = (name: string) => readFileSync(new URL(`../../fixtures/canary/${name}`, import.meta.url));

describe('parquet', () => {
  it('writes days as days, and counts rows over all groups', async () => {
    const { events } = await extractAll(canary('canary.zstd.parquet'), 'x');
    const seen = sightings(events);
    expect(seen).toContainEqual(expect.objectContaining({ name: 'since', text: '2019-03-01', place: 'row 1 cell 5' }));
    expect(seen).toContainEqual(expect.objectContaining({ name: 'id', text: '3', place: 'row 3 cell 1' }));
  });

  it('that is encrypted says so', async () => {
    const bytes = Uint8Array.from(canary('canary.none.parquet'));
    bytes[bytes.length - 1] = 'E'.charCodeAt(0);
    const { result } = await extractAll(bytes, 'x');
    expect(result).toMatchObject({ status: 'unread', problems: [{ code: 'encrypted', detail: 'password', part: '' }] });
  });

  it('without its end is truncated', async () => {
    const { result } = await extractAll(canary('canary.none.parquet').subarray(0, -9), 'x');
    expect(result).toMatchObject({ status: 'unread', problems: [{ code: 'damaged', detail: 'truncated', part: '' }] });
  });
});
