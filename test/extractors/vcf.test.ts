import { describe, expect, it } from 'vitest';
import vcf from '../../agent/extractors/vcf.ts';
import { extractAll } from '../kits/extract.ts';
import { acceptExtractor } from '../kits/extractor.ts';

acceptExtractor(vcf, {
  fixture: 'vcf/cards.vcf',
  kind: 'vcf',
  expect: [
    { text: 'Dr. Canary-First Canary-Last', type: 'fields', name: 'name', place: 'card 1 FN' },
    { text: 'Canary-Last', type: 'fields', name: 'last name', place: 'card 1 N' },
    { text: '+49 30 901820', type: 'fields', name: 'phone' },
    { text: 'canary-card@example.org', type: 'fields', name: 'email' },
    { text: 'Canarystraße 5, 10115 Berlin, Germany', type: 'fields', name: 'address' },
    { text: '1980-02-29', type: 'fields', name: 'birthday' },
    { text: 'canary-note, second\nline', type: 'fields', name: 'note' },
    { text: 'Jörg Müller-canary', type: 'fields', name: 'name', place: 'card 2 FN' },
    { text: 'Müller-canary', type: 'fields', name: 'last name' },
  ],
  dates: [{ event: 'modified', date: '2020-01-02T03:04:05Z', grade: 'B', from: 'vcf:rev' }],
});

describe('contacts', () => {
  it('says that a card has no end', async () => {
    const { result } = await extractAll(Buffer.from('BEGIN:VCARD\nFN:A\nTEL:1\n'), 'x');
    expect(result).toMatchObject({ status: 'partly', problems: [{ code: 'damaged', detail: 'truncated', part: '' }] });
  });

  it('gives pictures as files inside', async () => {
    const bytes = Buffer.from(
      `BEGIN:VCARD\nFN:A\nPHOTO;ENCODING=b:${Buffer.from('canary').toString('base64')}\nEND:VCARD\n`,
    );
    const { events } = await extractAll(bytes, 'x');
    expect(events).toContainEqual({ type: 'part', part: 'card 1 photo', name: 'card 1 photo', kind: 'text' });
  });
});
