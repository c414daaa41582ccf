import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { icaoSum } from '../lib/icao.ts';
import { compact } from '../lib/text.ts';

/** Sex and century, birth date, region, serial, two letters of the state, check digit with weights 7, 3, 1. */
export default {
  id: 'by.id',
  version: 1,
  title: 'Belarusian personal identification number',
  category: 'user.government_id.national_identification_number',
  countries: ['BY'],
  sources: [
    'https://www.mvd.gov.by/',
    'https://be.wikipedia.org/wiki/%D0%86%D0%B4%D1%8D%D0%BD%D1%82%D1%8B%D1%84%D1%96%D0%BA%D0%B0%D1%86%D1%8B%D0%B9%D0%BD%D1%8B_%D0%BD%D1%83%D0%BC%D0%B0%D1%80',
  ],
  shapes: [{ kind: 'mask', mask: '9999999A999AA9' }],
  check(value) {
    const number = compact(value);
    const parts = /^[1-6](\d{2})(\d{2})(\d{2})[ABCHKEM]\d{3}(?:PB|BA|BI)(\d)$/.exec(number);
    if (parts === null || !isDayOfSomeCentury(Number(parts[3]), Number(parts[2]), Number(parts[1]))) return invalid;
    return icaoSum(number.slice(0, 13)) % 10 === Number(parts[4]) ? valid(number) : invalid;
  },
  falseAccept: 0.0023,
  distinctive: 1,
  labels: {
    en: ['belarusian personal number', 'personal number', 'identification number', 'personal identification number'],
    be: ['ідэнтыфікацыйны нумар', 'асабісты нумар'],
    ru: ['идентификационный номер', 'личный номер', 'идентификационного номера'],
  },
  columns: ['lichny_nomer', 'ident_nomer', 'personal_number', 'identification_number', 'national_id'],
  deny: [],
  reach: 14,
  examples: {
    valid: ['3280502M304PB7', '4120194M339PB2', '3270776H115PB0', '4090895E658PB4', '3170394B840PB8'],
    invalid: [
      '3280502M334PB7',
      '4124194M339PB2',
      '3280502M304PB',
      '4120194M339PB27',
      '3270776H115PB0Q',
      '280502M304PB7',
    ],
  },
} satisfies Detector;
