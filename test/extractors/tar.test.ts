import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { paxRecords } from '../../agent/extract/lib/tar.ts';
import tar from '../../agent/extractors/tar.ts';
import { allText, extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';
import { installed, skipUnless } from '../support/require.ts';

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

  const canary = (name: string) => readFileSync(new URL(`../../fixtures/canary/${name}`, import.meta.url));

  it.each(['gnu', 'pax', 'v7'])('are known in the dialect %s', async (dialect) => {
    const { result } = await extractAll(canary(`canary.${dialect}.tar`), 'holiday.jpg');
    expect(result).toMatchObject({ kind: 'tar', status: 'read', problems: [] });
  });

  it.for([
    ['0.0', ['--format=pax', '--sparse-version=0.0']],
    ['0.1', ['--format=pax', '--sparse-version=0.1']],
    ['1.0', ['--format=pax', '--sparse-version=1.0']],
    ['GNU', ['--format=gnu']],
  ] as const)('give files with holes as they were, stored as sparse %s', async ([, options], context) => {
    skipUnless(context, installed('tar'), 'tar is not installed');
    const folder = mkdtempSync(join(tmpdir(), 'wayward-tar-'));
    try {
      const file = join(folder, 'holes.txt');
      writeFileSync(file, 'nothing to see\n'.repeat(8000));
      truncateSync(file, 1 << 20);
      writeFileSync(file, 'canary-behind\n', { flag: 'a' });
      const name = 'ein-langer-name-'.repeat(12);
      const archive = execFileSync('tar', ['-c', '--sparse', ...options, `--transform=s/holes/${name}/`, 'holes.txt'], {
        cwd: folder,
      });
      const { events, result } = await extractAll(archive, 'x.tar');
      expect(result).toMatchObject({ status: 'read', problems: [] });
      expect(events[0]).toMatchObject({ type: 'part', part: `${name}.txt` });
      const text = sightings(events)
        .map((sighting) => sighting.text)
        .join('');
      expect(text).toContain('canary-behind');
      expect(text.match(/nothing to see/g)).toHaveLength(8000);
      expect(text.match(/\0/g)).toHaveLength((1 << 20) - 8000 * 15);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('go on behind a header that is damaged, and say so', async () => {
    const one = canary('canary.gnu.tar').subarray(0, 1536);
    const two = Uint8Array.from(one);
    two[5]! ^= 1;
    const { events, result } = await extractAll(Buffer.concat([two, canary('canary.pax.tar')]), 'x.tar');
    expect(result).toMatchObject({
      status: 'partly',
      kind: 'tar',
      problems: [{ code: 'damaged', detail: 'checksum', part: '' }],
    });
    expect(allText(events)).toContain('canary.anna@example.org');
  });

  it('go on behind an end mark, where another archive stands', async () => {
    const { events, result } = await extractAll(
      Buffer.concat([canary('canary.gnu.tar'), canary('canary.v7.tar')]),
      'x.tar',
    );
    expect(result).toMatchObject({ status: 'read', problems: [] });
    const parts = events.flatMap((event) => (event.type === 'part' ? [event.part] : []));
    expect(parts).toEqual(['customers.csv', 'customers.csv (2)']);
  });

  it('end in facts that lead nowhere', () => {
    const facts = paxRecords(Buffer.from(`11 path=ab\n${'0'.repeat(40)}`));
    expect([...facts]).toEqual([['path', 'ab']]);
    expect([...paxRecords(Buffer.from('0 a=b\n'))]).toEqual([]);
  });
});
