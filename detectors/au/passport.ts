import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** A letter and seven digits; since 2015 at times two letters. */
export default {
  id: 'au.passport',
  version: 1,
  title: 'Australian passport number',
  category: 'user.government_id.passport_number',
  countries: ['AU'],
  sources: ['https://www.passports.gov.au/', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [
    { kind: 'mask', mask: 'A9999999' },
    { kind: 'mask', mask: 'AA9999999' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^(?:[A-Z]\d{7}|[PRB][A-Z]\d{7})$/.test(number)) return invalid;
    const falseAccept = number.length === 8 ? 1 : 0.12;
    return valid(number, { falseAccept, ...denyPlaceholder(number.replace(/\D/g, '')) });
  },
  falseAccept: 0.56,

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
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['E9247657', 'PB6459350', 'N5167555'], invalid: ['ZA1234567', 'N123456', '1234567890'] },
} satisfies Detector;
