import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Two letters and six digits; since 2023 a letter, six digits and two letters. */
export default {
  id: 'ca.passport',
  version: 1,
  title: 'Canadian passport number',
  category: 'user.government_id.passport_number',
  countries: ['CA'],
  sources: [
    'https://www.canada.ca/en/immigration-refugees-citizenship/services/canadian-passports.html',
    'https://www.icao.int/publications/doc-series/doc-9303',
  ],
  shapes: [
    { kind: 'mask', mask: 'AA999999' },
    { kind: 'mask', mask: 'A999999AA' },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:[A-Z]{2}\d{6}|[A-Z]\d{6}[A-Z]{2})$/.test(number)
      ? valid(number, denyPlaceholder(number.replace(/\D/g, '')))
      : invalid;
  },
  falseAccept: 1,

  labels: {
    en: [
      'passport',
      'passport number',
      'passport no',
      'passport nr',
      'passport id',
      'travel document',
      'travel document number',
    ],
    fr: ['passeport', 'numero de passeport', 'no de passeport', 'passeport canadien'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['YH029542', 'NN172141', 'S541538BU'], invalid: ['A1234567', 'ABC123456', 'A12345BC'] },
} satisfies Detector;
