import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay, isDayOfSomeCentury } from '../lib/dates.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Sex and century, birth date, county, serial, check digit modulus 11. */
export default {
  id: 'ro.cnp',
  version: 1,
  title: 'Romanian personal numeric code (CNP)',
  category: 'user.government_id.national_identification_number',
  countries: ['RO'],
  sources: ['https://legislatie.just.ro/Public/DetaliiDocument/38140', 'https://github.com/vimishor/cnp-spec'],
  shapes: [
    {
      kind: 'digits',
      digits: [13],
      separators: ' ',
      groups: [
        [1, 6, 6],
        [1, 2, 2, 2, 2, 3, 1],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const parts = /^([1-9])(\d{2})(\d{2})(\d{2})(\d{2})\d{4}$/.exec(digits);
    if (parts === null) return invalid;
    const [, sex, year, month, day, county] = parts;
    const known =
      sex! <= '6'
        ? isDay([1900, 1900, 1800, 1800, 2000, 2000][Number(sex) - 1]! + Number(year), Number(month), Number(day))
        : isDayOfSomeCentury(Number(year), Number(month), Number(day));
    const place = Number(county);
    if (
      !known ||
      !((place >= 1 && place <= 48) || place === 51 || place === 52 || place === 70 || (place >= 80 && place <= 83))
    )
      return invalid;
    const rest = weightedSum(digits, [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
    return (rest === 10 ? 1 : rest) === Number(digits.charAt(12)) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.0018,
  labels: {
    en: [
      'cnp',
      'cnp number',
      'romanian personal numeric code',
      'personal numeric code',
      'personal identification number',
    ],
    ro: [
      'cnp',
      'c.n.p.',
      'cnp-ul',
      'cnp-uri',
      'cod numeric personal',
      'codul numeric personal',
      'codului numeric personal',
      'coduri numerice personale',
    ],
  },
  columns: ['cnp', 'cod_numeric_personal', 'cnp_number', 'personal_id', 'national_id'],
  negativeLabels: ['ean', 'gtin', 'isbn'],
  deny: [{ value: '1630615123457', reason: 'documentation: the usual sample' }],
  reach: 13,
  examples: {
    valid: ['2740510353385', '2930516268409', '1031120346794', '1740314057014', '2981017214735'],
    invalid: ['2700510353385', '2030516268409', '274051035338', '29305162684097', '1031120346794Q', '740510353385'],
  },
} satisfies Detector;
