import { describe, expect, it } from 'vitest';
import { createEngine } from '../../agent/detect/engine.ts';
import { detectText, type Span } from '../../agent/detect/spans.ts';
import { all, engine, prose, settled, talliesOf } from './kit.ts';

const spans = (text: string, column?: string) => detectText(engine, text, column);
const ids = (text: string, column?: string) => spans(text, column).map(({ detector }) => detector);
const best = (text: string, detector: string): Span | undefined =>
  spans(text).find((span) => span.detector === detector);
const matched = (text: string) => spans(text).map(({ start, end }) => text.slice(start, end));
const codes = (span: Span | undefined) => span?.because.map(({ code }) => code) ?? [];

describe('shapes', () => {
  it.each([
    ['PESEL: 92071228436', 'pl.pesel', '92071228436'],
    ['my ssn 536-90-4399.', 'us.ssn', '536-90-4399'],
    ['IBAN: de89 3704 0044 0532 0130 00 is ours', 'bank.iban', 'de89 3704 0044 0532 0130 00'],
    ['IBAN PL61109010140000071219812874', 'bank.iban', 'PL61109010140000071219812874'],
    ['nino PR 12 36 12 C here', 'gb.nino', 'PR 12 36 12 C'],
    ['write to <jan.kowalski+x@nordwind-handel.de>.', 'email', 'jan.kowalski+x@nordwind-handel.de'],
    ['from 84.17.46.201.', 'ip.v4', '84.17.46.201'],
    ['at [2a02:8109:9a3f:1c00:5054:ff:fe1b:b031]:80', 'ip.v6', '2a02:8109:9a3f:1c00:5054:ff:fe1b:b031'],
    ['::1 and 2400:c401::5054 are two', 'ip.v6', '2400:c401::5054'],
    ['Tel. +49 (0) 30 1234-5678 (day)', 'phone', '+49 (0) 30 1234-5678'],
    ['phone: (030) 1234 5678', 'phone', '(030) 1234 5678'],
    ['card number 4539 1488 0343 6467', 'card.pan', '4539 1488 0343 6467'],
    ['card 4539–1488–0343–6467', 'card.pan', '4539–1488–0343–6467'],
    ['card 4539\u00a01488\u00a00343\u00a06467', 'card.pan', '4539\u00a01488\u00a00343\u00a06467'],
    ['Geburtsdatum: 27. März 1984', 'person.dob', '27. März 1984'],
    ['born March 27, 1984 in', 'person.dob', 'March 27, 1984'],
    ['date of birth 1984-03-27 00:00:00', 'person.dob', '1984-03-27'],
    ['Name: Łucja Żółć, Gdańsk', 'person.name', 'Łucja Żółć'],
    ['{"full name": "Jan Kowalski"}', 'person.name', 'Jan Kowalski'],
    ['Kunde K-123456 ruft an', 'custom.customer', 'K-123456'],
  ])('finds in %j a %s', (text, detector, expected) => {
    expect(matched(text)).toContain(expected);
    expect(ids(text)).toContain(detector);
  });

  it.each([
    ['glued to a letter', 'SSN x536-90-4399'],
    ['glued to an underscore', 'PESEL id_92071228436'],
    ['glued to a letter of another alphabet', 'PESEL ż92071228436'],
    ['a longer number', 'PESEL 920712284361'],
    ['a decimal', 'PESEL 1.92071228436'],
    ['a fraction', 'PESEL .92071228436'],
    ['a decimal that goes on', 'PESEL 92071228436.5'],
    ['a UUID', 'PESEL 550e8400-e29b-41d4-a716-446655440000'],
    ['digits of a UUID', 'bsn 11122233-1112-4112-8112-111222333111'],
    ['a hexadecimal run', 'iban de89370400440532013000ab12'],
    ['base64', 'nino dGhpcyBpcyBhIHRlc3Qgc3RyaW5nAB/PR123612C/aGVsbG8gd29ybGQgZm9vYmFyYmF6'],
    ['a version of five', 'at 1.2.3.4.5'],
    ['part of a dotted number', 'at 9.84.17.46.201'],
    ['a local part', 'pesel 92071228436@'],
    ['more @', 'a@a@a@nordwind.de@'],
    ['a moment', 'born 1984-03-27T12:13:14'],
    ['no day', 'born 31/13/1984'],
    ['a name of a program', 'std::vector and Foo::bar::de'],
  ])('leaves out %s', (_, text) => {
    expect(ids(text)).toEqual([]);
  });

  it('takes = and : as no glue', () => {
    expect(best('ssn=536-90-4399', 'us.ssn')?.confidence).toBe('high');
    expect(best('IBAN:DE89370400440532013000', 'bank.iban')?.confidence).toBe('high');
    expect(best('<pesel>92071228436</pesel>', 'pl.pesel')?.confidence).toBe('high');
    expect(best('?pesel=92071228436&x=1', 'pl.pesel')?.confidence).toBe('high');
  });
});

describe('offsets', () => {
  it('count UTF-16 units after characters of two, three and four bytes', () => {
    const text = 'Zażółć 🦊🦊 номер 中文 – PESEL 92071228436 🦊 jan@nordwind.de';
    expect(matched(text)).toEqual(['92071228436', 'jan@nordwind.de']);
  });

  it('come in order of start', () => {
    const starts = spans('jan@nordwind.de, pesel 92071228436, ssn 536-90-4399, jan@nordwind.de').map(
      ({ start }) => start,
    );
    expect(starts).toHaveLength(4);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  });
});

describe('evidence', () => {
  it('tells bare, dashed and labelled nine digits apart', () => {
    expect(best('the 536904399 thing', 'us.ssn')).toBeUndefined();
    expect(best('the 536-90-4399 thing', 'us.ssn')?.confidence).toBe('medium');
    expect(best('the SSN 536-90-4399 thing', 'us.ssn')?.confidence).toBe('high');
    expect(best('social security number: 536904399', 'us.ssn')?.confidence).not.toBeUndefined();
  });

  it('keeps weak checks low without a label, and cards below high when they are bare', () => {
    expect(best('see 111222333 there', 'nl.bsn')?.confidence).toBe('low');
    expect(best('bsn 111222333', 'nl.bsn')?.confidence).toBe('high');
    expect(['low', 'medium']).toContain(best('pay 4539148803436467 now', 'card.pan')?.confidence);
    expect(best('credit card 4539148803436467', 'card.pan')?.confidence).toBe('high');
  });

  it('trusts forms that tell by themselves', () => {
    expect(best('mail jan@nordwind.de', 'email')?.confidence).toBe('high');
    expect(best('x DE89370400440532013000 y', 'bank.iban')?.confidence).toBe('high');
  });

  it('takes labels as whole words, in any case, with or without diacritics', () => {
    expect(codes(best('The PESEL 92071228436', 'pl.pesel'))).toContain('label');
    expect(codes(best('numer pesel: 92071228436', 'pl.pesel'))).toContain('label');
    expect(codes(best('Numer_PESEL=92071228436', 'pl.pesel'))).toContain('label');
    expect(codes(best('userPesel 92071228436', 'pl.pesel'))).toContain('label');
    expect(codes(best('pesel2 92071228436', 'pl.pesel'))).toContain('label');
    expect(codes(best('the peselnik 92071228436', 'pl.pesel'))).not.toContain('label');
    expect(codes(best('unpesel 92071228436', 'pl.pesel'))).not.toContain('label');
    expect(ids('Imie i nazwisko: Jan Kowalski')).toEqual(['person.name']);
  });

  it('weighs a label by distance and by side', () => {
    const weight = (text: string) => best(text, 'pl.pesel')?.because.find(({ code }) => code === 'label')?.weight ?? 0;
    const filler = 'lorem ipsum dolor sit amet ';
    const near = weight('pesel 92071228436');
    const far = weight(`pesel ${filler} 92071228436`);
    const farther = weight(`pesel ${filler.repeat(4)} 92071228436`);
    expect(near).toBeGreaterThan(far);
    expect(far).toBeGreaterThan(farther);
    expect(farther).toBeGreaterThan(weight(`pesel ${filler.repeat(13)} 92071228436`));
    expect(weight(`pesel ${filler.repeat(13)} 92071228436`)).toBe(0);
    expect(weight('92071228436 pesel')).toBeLessThan(near);
    expect(weight('92071228436 pesel')).toBeGreaterThan(0);
    expect(weight('pesel\n92071228436')).toBeLessThan(near);
  });

  it('counts distance in characters, not in bytes', () => {
    const weight = (text: string) => best(text, 'pl.pesel')?.because.find(({ code }) => code === 'label')?.weight;
    expect(weight(`pesel ${'ż'.repeat(30)} 92071228436`)).toBe(weight(`pesel ${'z'.repeat(30)} 92071228436`));
  });

  it('lets words for other numbers speak against', () => {
    expect(codes(best('pesel of order no. 92071228436', 'pl.pesel'))).toContain('label_against');
    expect(ids('order number 111222333')).toEqual([]);
    expect(ids('Rechnungsnr. 111222333')).toEqual([]);
    expect(ids('REGON: 92071228436')).toEqual([]);
    expect(codes(best('Invoice IBAN DE89370400440532013000', 'bank.iban'))).not.toContain('label_against');
  });

  it('sees moments, sums and rows of numbers', () => {
    expect(codes(best('card 4539 1488 0343 6467 1234', 'card.pan'))).toContain('in_row');
    expect(codes(best('bsn 111222333,50', 'nl.bsn'))).toContain('amount');
    expect(codes(best('bsn € 111222333', 'nl.bsn'))).toContain('amount');
    expect(codes(best('bsn abc/111222333', 'nl.bsn'))).toContain('glued');
  });

  it('knows the countries of the organisation', () => {
    const of = (countries: string[]) => {
      const made = createEngine({ detectors: all, countries });
      return detectText(made, 'so 92071228436 it is').find(({ detector }) => detector === 'pl.pesel')?.score ?? 0;
    };
    expect(of(['PL'])).toBeGreaterThan(of([]));
    expect(of([])).toBeGreaterThan(of(['DE']));
  });

  it('shows test values as suppressed, by list and by check', () => {
    expect(best('pesel 44051401359', 'pl.pesel')?.suppressed).toBe('documentation');
    expect(best('mail a@example.com', 'email')?.suppressed).toBe('documentation');
    expect(best('pesel 92071228436', 'pl.pesel')?.suppressed).toBeUndefined();
  });

  it('reads a column name like a label, and better', () => {
    expect(spans('111222333', 'BSN')[0]?.confidence).toBe('high');
    expect(spans('111222333', 'customerBsn')[0]?.confidence).toBe('high');
    expect(spans('111222333', 'order_no')).toEqual([]);
    expect(spans('Jan Kowalski', 'customer_name')[0]?.detector).toBe('person.name');
    expect(spans('Jan Kowalski', 'file_name')).toEqual([]);
    expect(spans('12.03.1980', 'birth_date')[0]?.confidence).toBe('high');
    expect(spans('12.03.1980', 'created')).toEqual([]);
  });

  it('holds no content in its notes', () => {
    const text = 'pesel 92071228436 and bsn 111222333 jan@nordwind.de name: Jan Kowalski';
    const notes = spans(text).flatMap(({ because }) => because.map(({ note }) => note ?? ''));
    expect(notes.length).toBeGreaterThan(3);
    for (const note of notes) expect(note).toMatch(/^([a-z]{2}|[a-z0-9]+|[a-z]+\.[a-z]+|)$/);
  });
});

describe('one number is one finding', () => {
  it('is settled by evidence', () => {
    // Valid as both; the label decides.
    expect(ids('bsn 111222333')).toEqual(['nl.bsn']);
    expect(ids('ssn 111222333')).toEqual(['us.ssn']);
    expect(codes(best('ssn 111222333', 'us.ssn'))).toContain('rival');
  });

  it('does not depend on the order of detectors', () => {
    const other = createEngine({ detectors: [...all].reverse(), countries: [] });
    const text = 'ssn 111222333, bsn 111222333, PR 12 36 12 C, 4539 1488 0343 6467, phone 030 1234 5678';
    expect(detectText(other, text)).toEqual(spans(text));
  });

  it('keeps a value after a label apart from a number in it', () => {
    expect(ids('Name: Jan Kowalski, jan@nordwind.de')).toEqual(['person.name', 'email']);
  });
});

describe('detectText and a scan', () => {
  it('say the same', () => {
    const text =
      'Kunde Jan: pesel 92071228436, bsn 111222333, jan@nordwind.de\nphone +49 30 12345678, K-123456, born 27.03.1984';
    const scanned = settled(talliesOf(engine, prose(text)));
    const direct = spans(text);
    expect(scanned.map(({ detector, score, count }) => [detector, score, count])).toEqual(
      [...new Set(direct.map(({ detector }) => detector))].sort().map((id) => {
        const mine = direct.filter(({ detector }) => detector === id);
        return [id, Math.max(...mine.map(({ score }) => score)), mine.length];
      }),
    );
  });
});
