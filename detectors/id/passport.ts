import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** A letter and six or seven digits. */
export default {
  id: 'id.passport',
  version: 1,
  title: 'Indonesian passport number',
  category: 'user.government_id.passport_number',
  countries: ['ID'],
  sources: ['https://www.imigrasi.go.id/', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [
    { kind: 'mask', mask: 'A9999999' },
    { kind: 'mask', mask: 'A999999' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-CEX]\d{6,7}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
  },
  falseAccept: 0.19,

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
    id: ['paspor', 'nomor paspor', 'no paspor'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['A2193750', 'X4257098', 'B0698668'], invalid: ['Z1234567', 'B12345', 'AB123456'] },
} satisfies Detector;
