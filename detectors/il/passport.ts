import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Seven or eight digits; the label is the proof. */
export default {
  id: 'il.passport',
  version: 1,
  title: 'Israeli passport number',
  category: 'user.government_id.passport_number',
  countries: ['IL'],
  sources: [
    'https://www.gov.il/en/service/request-for-a-biometric-passport',
    'https://www.icao.int/publications/doc-series/doc-9303',
  ],
  shapes: [{ kind: 'digits', digits: [7, 8] }],
  check(value) {
    const number = compact(value);
    return /^\d{7,8}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
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
    he: ['דרכון', 'מספר דרכון'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['28921324', '2226711', '28292392'], invalid: ['123456', 'A1234567', '123456789'] },
} satisfies Detector;
