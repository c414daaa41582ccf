import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import rar from '../../agent/extractors/rar.ts';
import { extractAll } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(rar, {
  fixture: '../canary/canary.rar',
  kind: 'rar',
  expect: [
    { text: 'canary.anna@example.org', type: 'table', part: 'customers.csv', name: 'email', place: 'row 2 cell 3' },
  ],
  dates: [{ event: 'modified', date: '2021-06-16T08:00:00Z', grade: 'C', from: 'rar:mtime', part: 'customers.csv' }],
});

const canary = (name: string) => readFileSync(new URL(`../../fixtures/canary/${name}`, import.meta.url));

describe('rar archives', () => {
  it.each(['locked.rar', 'sealed.rar'])('%s is told as encrypted, never as empty', async (name) => {
    const { result } = await extractAll(canary(name), name);
    expect(result.status).toBe('unread');
    expect(new Set(result.problems.map(({ code }) => code))).toEqual(new Set(['encrypted']));
  });

  it('in several volumes are never whole', async () => {
    const bytes = Uint8Array.from(canary('canary.rar'));
    bytes[10]! |= 1;
    const { result } = await extractAll(bytes, 'x.part1.rar');
    expect(result.status).toBe('partly');
    expect(result.problems[0]).toEqual({ code: 'damaged', detail: 'truncated', part: '' });
  });
});
