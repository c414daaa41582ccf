import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDetection } from '../../agent/detect/detection.ts';
import { engine, fingerprint, peselNo, prose } from './kit.ts';

const fragments = [
  'PESEL: 92071228436',
  '92071228436',
  'ssn=536-90-4399',
  '536-90-4399',
  'DE89 3704 0044 0532 0130 00',
  'DE89370400440532013000 is the one',
  'IBAN',
  'card 4539 1488 0343 6467',
  '4539148803436467',
  'jan.kowalski@nordwind.de',
  'a@a@a@',
  'Name: Łucja Żółć',
  'Geburtsdatum: 27. März 1984',
  'born 1984-03-27',
  '2024-01-01T12:13:14',
  'phone +49 (0) 30 1234-5678',
  '030 1234 5678',
  '84.17.46.201',
  '1.2.3.4.5',
  '2a02:8109:9a3f:1c00:5054:ff:fe1b:b031',
  '550e8400-e29b-41d4-a716-446655440000',
  'Kundennummer: K-123456',
  'K-123456',
  'Rechnungsdatum: 03/04/2020',
  'contract end: 31/12/2019',
  'order no. 123456782',
  'PR 12 36 12 C',
  '\n',
  '\n\n',
  '\t',
  ' ',
  ', ',
  'the public customer',
  'Kunde',
  'employee',
  'żółć 🦊 中文',
  '1 2 3 4 5 6 7 8 9 0',
  '12345678901234567890123456789012345678901234567890',
  '–',
  '\u00a0',
  'customerEmail',
  'x',
  '0',
  '.',
  '-',
  ':',
  '=',
  '"',
  'regon',
  'zażółć gęślą jaźń ',
];

const text = fc
  .array(fc.oneof(fc.constantFrom(...fragments), fc.integer({ min: 0, max: 500 }).map(peselNo)), {
    minLength: 1,
    maxLength: 1500,
    size: 'max',
  })
  .map((pieces) => pieces.join(' ').replaceAll(' . ', '.').replaceAll(' - ', '-').replaceAll(' 0 ', '0'));

/** What is said of a text given in pieces. */
function read(pieces: readonly (string | Uint8Array)[], atOnce: number): string {
  const detection = createDetection(engine, { fingerprint, atOnce });
  for (const [index, piece] of pieces.entries()) detection.add('', prose(piece, index > 0));
  return JSON.stringify([detection.dates(), detection.finish()], null, 1);
}

function cutAt<T extends string | Uint8Array>(whole: T, cuts: readonly number[]): T[] {
  const places = [0, ...[...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b), whole.length];
  return places.slice(1).map((to, index) => whole.slice(places[index], to) as T);
}

describe('text in pieces', () => {
  it('gives the same tallies however its characters are cut, whatever the window', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.nat(), { maxLength: 40 }),
        fc.integer({ min: 64, max: 9000 }),
        (whole, cuts, atOnce) => {
          expect(read(cutAt(whole, cuts), atOnce)).toBe(read([whole], 1 << 19));
        },
      ),
      { numRuns: 60, seed: 11 },
    );
  });

  it('gives the same tallies when bytes are cut within a character', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.nat(), { maxLength: 40 }),
        fc.integer({ min: 64, max: 9000 }),
        (whole, cuts, atOnce) => {
          expect(read(cutAt(new Uint8Array(Buffer.from(whole)), cuts), atOnce)).toBe(read([whole], 1 << 19));
        },
      ),
      { numRuns: 30, seed: 12 },
    );
  });

  it('finds something in these texts at all', () => {
    const whole = fragments.join(' and then '.repeat(20));
    const found = new Set([...read([whole], 100).matchAll(/"detector": "([^"]+)"/g)].map(([, id]) => id));
    expect(found.size).toBeGreaterThan(9);
  });

  it('does not join what does not continue', () => {
    const detection = createDetection(engine, { fingerprint });
    detection.add('', prose('jan.kowalski@nord'));
    detection.add('', prose('wind.de'));
    expect(detection.finish()).toEqual([]);
  });
});
