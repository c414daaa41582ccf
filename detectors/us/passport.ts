import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits, or since 2021 a letter and eight digits. There is no check outside the machine-readable zone. */
export default {
  id: 'us.passport',
  version: 1,
  title: 'US passport number',
  category: 'user.government_id.passport_number',
  countries: ['US'],
  sources: [
    'https://travel.state.gov/content/travel/en/passports.html',
    'https://www.icao.int/publications/doc-series/doc-9303',
  ],
  shapes: [
    { kind: 'digits', digits: [9] },
    { kind: 'mask', mask: 'A99999999' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^[A-Z\d]\d{8}$/.test(number)) return invalid;
    // A since 2021, C of cards, X to Z of emergencies and officials; others are rare.
    const falseAccept = /^[ACXYZ]/.test(number) ? 0.19 : 1;
    return valid(number, { falseAccept, ...denyPlaceholder(number.replace(/^[A-Z]/, '')) });
  },
  falseAccept: 1,

  labels: {
    en: [
      'us passport',
      'us passport number',
      'us passport no',
      'passport',
      'passport number',
      'passport no',
      'passport id',
      'passport nr',
      'passport book number',
      'passport card number',
      'travel document',
      'travel document number',
    ],
    es: ['pasaporte', 'numero de pasaporte', 'pasaporte estadounidense'],
  },
  columns: [
    'us_passport',
    'us_passport_number',
    'passport',
    'passport_number',
    'passport_no',
    'passport_id',
    'travel_document_number',
    'numero_de_pasaporte',
  ],

  negativeLabels: ['ssn', 'itin', 'routing', 'ein', 'npi', 'dea', 'ptin', 'licence', 'license'],
  needs: 'context',

  reach: 9,
  examples: { valid: ['A64219676', '580930695', 'C62749037'], invalid: ['12345678', 'AB1234567', '1234567890'] },
} satisfies Detector;
