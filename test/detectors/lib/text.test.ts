import { describe, expect, it } from 'vitest';
import { cardBrand } from '../../../detectors/lib/card-brands.ts';
import { isDay, isDayOfSomeCentury } from '../../../detectors/lib/dates.ts';
import { fold } from '../../../detectors/lib/fold.ts';
import { readDate } from '../../../detectors/lib/read-date.ts';
import { readName } from '../../../detectors/lib/read-name.ts';
import { compact, inGroups, placeholder } from '../../../detectors/lib/text.ts';

describe('dates', () => {
  it.each([
    [2024, 2, 29, true],
    [2023, 2, 29, false],
    [1900, 2, 29, false],
    [2000, 2, 29, true],
    [2024, 4, 31, false],
    [2024, 0, 1, false],
    [2024, 13, 1, false],
    [2024, 1, 0, false],
  ])('%i-%i-%i', (year, month, day, exists) => expect(isDay(year, month, day)).toBe(exists));

  it('has 29 February where one of two centuries has it', () => {
    expect(isDayOfSomeCentury(0, 2, 29)).toBe(true);
    expect(isDayOfSomeCentury(1, 2, 29)).toBe(false);
  });

  it.each([
    ['1984-03-27', '1984-03-27'],
    ['1984-03-27T00:00:00Z', '1984-03-27'],
    ['27.03.1984', '1984-03-27'],
    ['27.3.84', '84-03-27'],
    ['3/27/1984', '1984-03-27'],
    ['03/04/1984', '1984-04-03'],
    ['27. März 1984', '1984-03-27'],
    ['March 27th, 1984', '1984-03-27'],
    ['27-MAR-1984', '1984-03-27'],
    ['27 août 1984', '1984-08-27'],
    ['1er mai 1984', '1984-05-01'],
    ['27 de marzo de 1984', '1984-03-27'],
    ['27 marca 1984 r.', '1984-03-27'],
    ['27 maart 1984', '1984-03-27'],
    ['27 października 1984', '1984-10-27'],
    ['27 maj 1984', '1984-05-27'],
  ])('reads %s', (text, date) => expect(readDate(text)).toBe(date));

  it.each(['31.02.1984', '1984-13-01', '27.03.1884', '27 Mario 1984', '27.03', '27.03.184', 'x', '', '27.03.1984.5'])(
    'refuses %s',
    (text) => expect(readDate(text)).toBeNull(),
  );
});

describe('text', () => {
  it('folds case and diacritics', () => expect(fold('ŁÓDŹ Größe Ærø œuvre')).toBe('lodz grosse aero oeuvre'));
  it('compacts over every kind of space and hyphen', () => expect(compact(' ab\u00a012–34 ')).toBe('AB1234'));
  it('knows placeholders', () => {
    expect(placeholder('222222222')).toContain('repeated');
    expect(placeholder('123456789')).toContain('row');
    expect(placeholder('9876543210')).toContain('row');
    expect(placeholder('7890123')).toContain('row');
    expect(placeholder('536904399')).toBeNull();
    expect(placeholder('111')).toBeNull();
  });
  it('compares groups', () => {
    expect(inGroups('536-90-4399', [[3, 2, 4]])).toBe(true);
    expect(inGroups('536904399', [[3, 2, 4]])).toBe(true);
    expect(inGroups('536-90 4399', [[3, 2, 4]])).toBe(false);
    expect(inGroups('53-690-4399', [[3, 2, 4]])).toBe(false);
  });
});

describe('card brands', () => {
  it.each([
    ['4111111111111111', 'Visa'],
    ['2221000000000009', 'Mastercard'],
    ['2720990000000007', 'Mastercard'],
    ['5105105105105100', 'Mastercard'],
    ['371449635398431', 'American Express'],
    ['30569309025904', 'Diners Club'],
    ['6011111111111117', 'Discover'],
    ['3530111333300000', 'JCB'],
    ['6200000000000005', 'UnionPay'],
    ['6759649826438453', 'Maestro'],
    ['2200000000000004', 'MIR'],
    ['122000000000003', 'UATP'],
  ])('%s is %s', (digits, brand) => expect(cardBrand(digits)).toBe(brand));
  it.each(['2220999999999999', '2721000000000000', '411111111111111', '9111111111111111', '1748503543012'])(
    '%s is none',
    (digits) => expect(cardBrand(digits)).toBeNull(),
  );
});

describe('names', () => {
  it.each([
    ['Anna Ahornblatt', ['Anna', 'Ahornblatt']],
    ['Ahornblatt, Anna', ['Anna', 'Ahornblatt']],
    ['Dr. Karl von Fliederbusch wohnt hier', ['Karl', 'Fliederbusch']],
    ['Richard M. Haselstrauch', ['Richard', 'M', 'Haselstrauch']],
    ['ANNA AHORNBLATT', ['ANNA', 'AHORNBLATT']],
    ['anna ahornblatt', ['anna', 'ahornblatt']],
    ['Anna Ahornblatt.', ['Anna', 'Ahornblatt']],
    ['Anna Ahornblatt 27.03.1984', ['Anna', 'Ahornblatt']],
  ])('reads %s', (text, words) => expect(readName(text)?.words).toEqual(words));

  it.each([
    '',
    'default',
    'Nordwind GmbH',
    'Müller & Co',
    'Server12',
    'Raum 12',
    'anna ahornblatt kam heute morgen',
    'Foo.txt',
    'Product',
    '12',
  ])('refuses %s', (text) => expect(readName(text)).toBeNull());

  it('says where the name stands', () => {
    expect(readName(' Anna Ahornblatt, Einkauf')).toMatchObject({ offset: 1, length: 15 });
    expect(readName('Dr. Karl von Fliederbusch und Frau')).toMatchObject({ offset: 0, length: 25 });
  });
});
