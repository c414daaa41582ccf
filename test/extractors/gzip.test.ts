import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import gzip from '../../agent/extractors/gzip.ts';
import { allText, extractAll } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(gzip, {
  fixture: 'gzip/list.csv.gz',
  kind: 'gzip',
  expect: [{ text: 'canary-attached@example.org', type: 'table', part: 'holiday.jpg', name: 'E-Mail' }],
  dates: [{ event: 'modified', date: '2020-05-06T07:08:10Z', grade: 'C', from: 'gzip:mtime', part: 'holiday.jpg' }],
});

describe('gzip', () => {
  it('names the file inside after the archive', async () => {
    const { events } = await extractAll(gzipSync('canary'), 'log.txt.gz');
    expect(events[0]).toMatchObject({ type: 'part', part: 'log.txt', kind: 'text' });
  });

  it('reads several packed texts in a row as one', async () => {
    const { events, result } = await extractAll(
      Buffer.concat([gzipSync('canary-one\n'), gzipSync('canary-two\n')]),
      'x.gz',
    );
    expect(result.status).toBe('read');
    expect(allText(events).replaceAll('\n', ' ')).toMatch(/canary-one +canary-two/);
  });

  it('keeps what stands before the break', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `line ${i * 7919}`).join('\n');
    const packed = gzipSync(text);
    const { events, result } = await extractAll(packed.subarray(0, packed.length / 2), 'x.gz');
    expect(result).toMatchObject({ status: 'partly', problems: [{ code: 'damaged', detail: 'truncated', part: 'x' }] });
    expect(allText(events)).toContain('line 7919\n');
  });
});
