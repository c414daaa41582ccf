import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import eml from '../../agent/extractors/eml.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(eml, {
  fixture: 'eml/mail.eml',
  kind: 'eml',
  expect: [
    { text: 'canary-from@example.org', type: 'fields', name: 'from', place: 'From' },
    { text: 'canary-to@example.org', type: 'fields', name: 'to' },
    { text: 'canary-cc@example.org', type: 'fields', name: 'cc' },
    { text: 'canary-subject ü', type: 'fields', name: 'subject' },
    { text: 'canary-plain ü', type: 'prose', place: 'section text' },
    { text: 'canary-html', type: 'prose', place: 'section html paragraph 1' },
    { text: 'canary-attached@example.org', type: 'table', part: 'lists.zip!/list.csv', name: 'E-Mail' },
    { text: 'canary-inner-subject', type: 'fields', part: 'message.eml', name: 'subject' },
    { text: 'canary-inner-body', type: 'prose', part: 'message.eml' },
  ],
  dates: [
    { event: 'sent', date: '2019-03-05T10:00:00Z', grade: 'B', from: 'mail:date', part: '' },
    { event: 'received', date: '2019-03-05T10:00:05Z', grade: 'B', from: 'mail:received', part: '' },
    { event: 'sent', date: '2019-03-04T10:00:00Z', grade: 'B', from: 'mail:date', part: 'message.eml' },
  ],
});

describe('mail', () => {
  const locked = (type: string, body: Buffer) =>
    Buffer.from(
      `From: a@example.org\nTo: b@example.org\nSubject: canary-subject\nMIME-Version: 1.0\nContent-Type: ${type}\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=smime.p7m\n\n${body.toString('base64')}\n`,
    );

  it('that is locked says so, and its headers are read', async () => {
    const enveloped = Buffer.from('308006092a864886f70d010703a0803080020100', 'hex');
    const { events, result } = await extractAll(
      locked('application/pkcs7-mime; smime-type=enveloped-data', enveloped),
      'x',
    );
    expect(result).toMatchObject({ status: 'partly', problems: [{ code: 'encrypted', detail: 'password', part: '' }] });
    expect(sightings(events)).toContainEqual(expect.objectContaining({ text: 'canary-subject' }));
  });

  it('gives an invitation and a contact as what they are', async () => {
    const part = (type: string, text: string) => `--x\nContent-Type: ${type}\n\n${text}\n`;
    const bytes = Buffer.from(
      `From: a@example.org\nTo: b@example.org\nSubject: s\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n${part('text/plain', 'hello')}${part('text/calendar', 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:canary-event\nEND:VEVENT\nEND:VCALENDAR')}${part('text/vcard', 'BEGIN:VCARD\nFN:canary-card\nEND:VCARD')}--x--\n`,
    );
    const { events } = await extractAll(bytes, 'x');
    const kinds = events.flatMap((event) => (event.type === 'part' ? [event.kind] : []));
    expect(kinds).toEqual(['ics', 'vcf']);
    expect(sightings(events)).toContainEqual(expect.objectContaining({ text: 'canary-event', name: 'summary' }));
  });

  it('carries winmail.dat with all that is in it', async () => {
    const packed = readFileSync(new URL('../../fixtures/extractors/tnef/winmail.dat', import.meta.url));
    const type = 'application/ms-tnef; name=winmail.dat';
    const { events } = await extractAll(locked(type, packed), 'x');
    const parts = events.flatMap((event) => (event.type === 'part' ? [event.part] : []));
    expect(parts).toEqual(['smime.p7m', 'smime.p7m!/list.csv', 'smime.p7m!/old mail']);
  });
});
