import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import tar from '../../agent/extractors/tar.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(tar, {
  fixture: 'tar/lists.tar',
  kind: 'tar',
  expect: [{ text: 'canary-attached@example.org', type: 'table', part: 'list.csv', name: 'E-Mail' }],
  dates: [{ event: 'modified', date: '2020-05-06T07:08:10Z', grade: 'C', from: 'tar:mtime', part: 'list.csv' }],
});

describe('tar archives', () => {
  it('are read within gzip, streamed', async () => {
    const bytes = readFileSync(new URL('../../fixtures/extractors/tar/lists.tar', import.meta.url));
    const { events, result } = await extractAll(gzipSync(bytes), 'backup.tgz');
    expect(result).toMatchObject({ status: 'read', problems: [] });
    expect(sightings(events)).toContainEqual(expect.objectContaining({ part: 'backup.tar!/list.csv', name: 'E-Mail' }));
  });
});
