import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MailboxSplitter } from '../../agent/extract/lib/mailbox.ts';
import mbox from '../../agent/extractors/mbox.ts';
import { extractAll, generated, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(mbox, {
  fixture: 'mbox/inbox',
  kind: 'mbox',
  expect: [
    { text: 'canary-one@example.org', type: 'fields', name: 'from', part: 'message 1' },
    { text: 'canary-one-body', type: 'prose', part: 'message 1' },
    { text: '\nFrom here on canary-quoted', type: 'prose', part: 'message 1' },
    { text: 'canary-unquoted', type: 'prose', part: 'message 1' },
    { text: 'canary-subject ü', type: 'fields', part: 'message 2' },
    { text: 'canary-attached@example.org', type: 'table', part: 'message 2!/lists.zip!/list.csv' },
    { text: 'canary-inner-body', type: 'prose', part: 'message 2!/message.eml' },
    { text: 'canary-from@example.org Tue', type: 'fields', name: 'from', place: 'message 2 From', part: '' },
    { text: 'canary-three-body', type: 'prose', part: 'message 3' },
  ],
  dates: [
    { event: 'sent', date: '2019-03-05T10:00:00Z', grade: 'B', from: 'mail:date', part: 'message 1' },
    { event: 'sent', date: '2019-03-06T09:00:00Z', grade: 'B', from: 'mail:date', part: 'message 3' },
  ],
});

const fixture = readFileSync(new URL('../../fixtures/extractors/mbox/inbox', import.meta.url));

describe('mailboxes', () => {
  it('are cut in the same places however the pieces come', () => {
    const cut = (size: number): string => {
      const splitter = new MailboxSplitter();
      let out = '';
      const take = (chunk: Uint8Array, last: boolean): void => {
        for (const piece of splitter.write(chunk, last))
          out += typeof piece === 'string' ? '<message>' : Buffer.from(piece).toString('latin1');
      };
      for (let at = 0; at < fixture.length; at += size) take(fixture.subarray(at, at + size), false);
      take(new Uint8Array(0), true);
      return out;
    };
    const whole = cut(fixture.length);
    expect(whole.split('<message>')).toHaveLength(4);
    for (const size of [1, 7, 64, 1000]) expect(cut(size)).toBe(whole);
  });

  it('of any size are read in little memory', { timeout: 60_000 }, async () => {
    const message = Buffer.from(
      `From a@example.org Tue Mar  5 10:00:00 2019\nFrom: a@example.org\nTo: b@example.org\nSubject: s\n\n${'word '.repeat(3000)}\n\n`,
    );
    const times = 8000;
    const content = generated(message.length * times, (buffer, offset) => {
      for (let at = 0; at < buffer.length; ) {
        const from = (offset + at) % message.length;
        const n = Math.min(message.length - from, buffer.length - at);
        buffer.set(message.subarray(from, from + n), at);
        at += n;
      }
    });
    let most = 0;
    let parts = 0;
    const { extractContent } = await import('../../agent/extract/extract.ts');
    const { optionsWith } = await import('../kits/extract.ts');
    for await (const event of extractContent(content, 'inbox', optionsWith())) {
      if (event.type === 'part' && parts++ % 500 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers);
    }
    expect(parts).toBe(times);
    expect(most).toBeLessThan(100 << 20);
  });

  it('keeps going behind a message that is broken', async () => {
    const bytes = Buffer.concat([
      Buffer.from('From a@example.org Tue Mar  5 10:00:00 2019\nSubject:\n\0\x01\x02\xff\xfe\x03\x04\n\n'),
      fixture,
    ]);
    const { events } = await extractAll(bytes, 'x');
    expect(sightings(events)).toContainEqual(expect.objectContaining({ part: 'message 4', type: 'prose' }));
  });
});
