import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** K or H and eight digits, or two letters and seven. */
export default {
  id: 'hk.passport',
  version: 1,
  title: 'Hong Kong passport number',
  category: 'user.government_id.passport_number',
  countries: ['HK'],
  sources: [
    'https://www.immd.gov.hk/eng/services/travel_document/hksar_passport.html',
    'https://www.icao.int/publications/doc-series/doc-9303',
  ],
  shapes: [
    { kind: 'mask', mask: 'A99999999' },
    { kind: 'mask', mask: 'AA9999999' },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:[KH]\d{8}|K[A-Z]\d{7}|H[A-Z]\d{7})$/.test(number)
      ? valid(number, denyPlaceholder(number.replace(/\D/g, '')))
      : invalid;
  },
  falseAccept: 0.077,

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
    zh: ['護照', '護照號碼', '護照編號', '护照号码'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['K14981980', 'H09429593', 'KJ0990198'], invalid: ['A12345678', 'K1234567', '1234567890'] },
} satisfies Detector;
