import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractContent } from '../../agent/extract/extract.ts';
import pst from '../../agent/extractors/pst.ts';
import { mail } from '../../fixtures/lib/outlook/message.ts';
import { pst as write } from '../../fixtures/lib/outlook/pst.ts';
import { contentOf, extractAll, optionsWith } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

const inbox = 'Top of Personal Folders/Inbox';

acceptExtractor(pst, {
  fixture: 'pst/store.pst',
  kind: 'pst',
  expect: [
    { text: 'canary-from@example.org', type: 'fields', name: 'email', part: `${inbox}/message 1` },
    { text: 'canary-to@example.org', type: 'fields', name: 'email', part: `${inbox}/message 1` },
    { text: 'canary-plain ü', type: 'prose', place: 'section text', part: `${inbox}/message 1` },
    { text: 'canary-html', type: 'prose', part: `${inbox}/message 1` },
    { text: 'canary-attached@example.org', type: 'table', part: `${inbox}/message 1!/list.csv`, name: 'E-Mail' },
    { text: 'canary-inner-body', type: 'prose', part: `${inbox}/message 1!/old mail` },
    { text: 'canary-inner-body', type: 'prose', part: `${inbox}/message 2` },
    { text: '+49 30 901820', type: 'fields', name: 'mobile phone', part: 'Top of Personal Folders/Contacts/message 1' },
    { text: '1980-02-29', type: 'fields', name: 'birthday', part: 'Top of Personal Folders/Contacts/message 1' },
  ],
  dates: [
    {
      event: 'sent',
      date: '2019-03-05T10:00:00Z',
      grade: 'B',
      from: 'mapi:client-submit-time',
      part: `${inbox}/message 1`,
    },
    {
      event: 'sent',
      date: '2019-03-04T10:00:00Z',
      grade: 'B',
      from: 'mapi:client-submit-time',
      part: `${inbox}/message 2`,
    },
  ],
});

const fixture = readFileSync(new URL('../../fixtures/extractors/pst/store.pst', import.meta.url));

describe('mail stores', () => {
  it('are read whether they are scrambled or not', async () => {
    const one = mail({
      from: ['A', 'a@example.org'],
      to: ['B', 'b@example.org'],
      subject: 'canary',
      sent: new Date(1e12),
    });
    const folders = [{ name: 'Inbox', messages: [one] }];
    const plain = await extractAll(write(folders, false), 'x');
    expect(plain.result.status).toBe('read');
    expect(plain.events).toEqual((await extractAll(write(folders), 'x')).events);
  });

  it('with many messages are read one by one', async () => {
    const messages = Array.from({ length: 2000 }, (_, i) =>
      mail({
        from: ['A', `a${i}@example.org`],
        to: ['B', 'b@example.org'],
        subject: `canary ${i}`,
        text: 'word '.repeat(600),
        sent: new Date(1e12 + i * 1e6),
      }),
    );
    const bytes = write([{ name: 'Inbox', messages }]);
    const seen = new Set<string>();
    for await (const event of extractContent(contentOf(bytes), 'x', optionsWith()))
      if (event.type === 'part') seen.add(event.part);
    expect(seen.size).toBe(2000);
  });

  it('count their messages and what is in them', async () => {
    const limits = { bytes: 1 << 30, ratio: 1000, depth: 8, members: 2 };
    const members = await extractAll(fixture, 'x', { limits });
    expect(members.result.problems).toContainEqual(expect.objectContaining({ code: 'budget', detail: 'members' }));
    const shallow = await extractAll(fixture, 'x', { limits: { ...limits, members: 100, depth: 1 } });
    expect(shallow.result.problems).toContainEqual({
      code: 'budget',
      detail: 'depth',
      part: `${inbox}/message 1!/old mail`,
    });
  });

  it('lose one message, not the others, to a broken block', async () => {
    const broken = Buffer.from(fixture);
    const seen = new Set<string>();
    for (let at = 0x4600; at < 0x4600 + 0x1800; at += 64) {
      const one = Buffer.from(fixture);
      one.fill(0, at, at + 64);
      const { events, result } = await extractAll(one, 'x');
      // A block that is padding, or the store's own name, is no loss.
      if (result.status !== 'read') expect(result.status).toBe('partly');
      seen.add(result.status);
      // The others are there.
      expect(events.filter(({ type }) => type === 'text').length).toBeGreaterThan(3);
    }
    expect(seen).toContain('partly');
    broken.fill(0, broken.length - 1024);
    expect((await extractAll(broken, 'x')).result).toMatchObject({
      status: 'unread',
      problems: [{ code: 'damaged', detail: 'structure', part: '' }],
    });
  });

  it('of a form that is not read say so', async () => {
    const newer = Buffer.from(fixture);
    newer.writeUInt16LE(36, 10);
    expect((await extractAll(newer, 'x')).result).toMatchObject({
      status: 'unread',
      problems: [{ code: 'unsupported', detail: 'method', part: '' }],
    });
  });
});
