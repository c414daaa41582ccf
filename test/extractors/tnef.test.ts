import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import tnef from '../../agent/extractors/tnef.ts';
import { extractAll, sightings } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(tnef, {
  fixture: 'tnef/winmail.dat',
  kind: 'tnef',
  expect: [
    { text: 'canary-from@example.org', type: 'fields', name: 'email' },
    { text: 'canary-to@example.org', type: 'fields', name: 'email', place: 'recipient 1 email' },
    { text: 'canary-subject ü', type: 'fields', name: 'subject' },
    { text: 'canary-rtf ü', type: 'prose', place: 'section rtf' },
    { text: 'canary-attached@example.org', type: 'table', part: 'list.csv', name: 'E-Mail' },
    { text: 'canary-inner-body', type: 'prose', part: 'old mail' },
  ],
  dates: [
    { event: 'sent', date: '2019-03-05T10:00:00Z', grade: 'B', from: 'mapi:client-submit-time', part: '' },
    { event: 'sent', date: '2019-03-04T10:00:00Z', grade: 'B', from: 'mapi:client-submit-time', part: 'old mail' },
  ],
});

const fixture = readFileSync(new URL('../../fixtures/extractors/tnef/winmail.dat', import.meta.url));

describe('winmail.dat', () => {
  it('that breaks off is read as far as it goes', async () => {
    const { events, result } = await extractAll(fixture.subarray(0, 1000), 'x');
    expect(result).toMatchObject({ status: 'partly', problems: [{ code: 'damaged', detail: 'truncated', part: '' }] });
    expect(sightings(events)).toContainEqual(expect.objectContaining({ text: 'canary-subject ü' }));
  });

  it('says that a sum is wrong', async () => {
    const broken = Buffer.from(fixture);
    broken[broken.indexOf('canary-attached')]! ^= 1;
    const { result } = await extractAll(broken, 'x');
    expect(result).toMatchObject({ status: 'partly', problems: [{ code: 'damaged', detail: 'checksum', part: '' }] });
  });
});
