import { describe, expect, it } from 'vitest';
import { unpackRtf } from '../../agent/extract/lib/mail/compressed-rtf.ts';
import msg from '../../agent/extractors/msg.ts';
import { mail } from '../../fixtures/lib/outlook/message.ts';
import { msg as write } from '../../fixtures/lib/outlook/msg.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(msg, {
  fixture: 'msg/mail.msg',
  kind: 'msg',
  expect: [
    { text: 'canary-from@example.org', type: 'fields', name: 'email' },
    { text: 'Canary Sender ü', type: 'fields' },
    { text: 'canary-to@example.org', type: 'fields', name: 'email', place: 'recipient 1 email' },
    { text: 'canary-subject ü', type: 'fields', name: 'subject' },
    { text: 'canary-reply@example.org', type: 'fields', name: 'reply-to', place: 'Reply-To' },
    { text: 'canary-plain ü', type: 'prose', place: 'section text' },
    { text: 'canary-html', type: 'prose', place: 'section html paragraph 1' },
    { text: 'canary-link@example.org', type: 'fields', name: 'email' },
    { text: 'canary-attached@example.org', type: 'table', part: 'list.csv', name: 'E-Mail' },
    { text: 'canary-inner-subject', type: 'fields', part: 'old mail', name: 'subject' },
    { text: 'canary-inner-body', type: 'prose', part: 'old mail' },
  ],
  once: ['canary-from@example.org', 'canary-subject ü'],
  dates: [
    { event: 'sent', date: '2019-03-05T10:00:00Z', grade: 'B', from: 'mapi:client-submit-time', part: '' },
    { event: 'received', date: '2019-03-05T10:00:05Z', grade: 'B', from: 'mapi:delivery-time', part: '' },
    { event: 'sent', date: '2019-03-04T10:00:00Z', grade: 'B', from: 'mapi:client-submit-time', part: 'old mail' },
  ],
});

describe('Outlook messages', () => {
  it('unpack the example of the specification', () => {
    // [MS-OXRTFCP] 3.1
    const packed = '2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0';
    expect(unpackRtf(Buffer.from(packed, 'hex'), () => {}).toString('latin1')).toBe(
      '{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n',
    );
  });

  it('say a text once that stands in their RTF as well', async () => {
    const rtf = Buffer.concat([
      Buffer.alloc(8),
      Buffer.from('MELA'),
      Buffer.alloc(4),
      Buffer.from('{\\rtf1 canary-twice\\par}'),
    ]);
    const parts = {
      from: ['A', 'a@example.org'],
      to: ['B', 'b@example.org'],
      subject: 's',
      sent: new Date(0),
    } as const;
    const { events } = await extractAll(write(mail({ ...parts, text: 'canary-twice\r\n', rtf })), 'x');
    expect(sightings(events).filter(({ text }) => text.includes('canary-twice'))).toHaveLength(1);
    // The first second of 1970 is no date.
    expect(events.filter(({ type }) => type === 'date')).toEqual([]);
  });

  it('say that the RTF of a message is broken, and read the rest', async () => {
    const parts = {
      from: ['A', 'a@example.org'],
      to: ['B', 'b@example.org'],
      subject: 's',
      sent: new Date(0),
    } as const;
    const { events, result } = await extractAll(write(mail({ ...parts, rtf: Buffer.from('no RTF, and short') })), 'x');
    expect(result).toMatchObject({ status: 'partly', problems: [{ code: 'damaged', detail: 'structure', part: '' }] });
    expect(sightings(events)).toContainEqual(expect.objectContaining({ text: 'b@example.org' }));
  });
});
