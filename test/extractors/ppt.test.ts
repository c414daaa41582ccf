import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import ppt from '../../agent/extractors/ppt.ts';
import { extractAll } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(ppt, {
  fixture: 'ppt/deck.ppt',
  kind: 'ppt',
  expect: [
    { text: 'canary-first-slide', type: 'prose', place: 'slide 1' },
    { text: 'canary-last-slide', type: 'prose', place: 'slide 2' },
    { text: 'canary-notes', type: 'prose', place: 'section notes' },
  ],
});

describe('presentations before 2007', () => {
  it('that are locked are unread', async () => {
    const locked = readFileSync(new URL('../../fixtures/extractors/ppt/deck.ppt', import.meta.url));
    locked.writeUInt32LE(0xf3d1c4df, locked.indexOf(Buffer.from('5fc091e3', 'hex')));
    const { result } = await extractAll(locked, 'x');
    expect(result).toMatchObject({ status: 'unread', problems: [{ code: 'encrypted', detail: 'password', part: '' }] });
  });
});
