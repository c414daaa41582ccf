import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** A letter (not Q, X or Z) and seven digits, of which neither the first nor the last is 0. */
export default {
  id: 'in.passport',
  version: 1,
  title: 'Indian passport number',
  category: 'user.government_id.passport_number',
  countries: ['IN'],
  sources: ['https://www.passportindia.gov.in/', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [
    { kind: 'mask', mask: 'A9999999' },
    { kind: 'mask', mask: 'A9999999', separators: ' ' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-PR-WY][1-9]\d{5}[1-9]$/.test(number)
      ? valid(number, denyPlaceholder(number.replace(/\D/g, '')))
      : invalid;
  },
  falseAccept: 0.71,

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
    hi: ['पासपोर्ट', 'पासपोर्ट नंबर', 'पासपोर्ट संख्या'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['N1299371', 'N5279173', 'V1895161'], invalid: ['Q1234567', 'A0234567', 'AB123456'] },
} satisfies Detector;
