import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits from 1, 2 or 3; the label is the proof. */
export default {
  id: 'tw.passport',
  version: 1,
  title: 'Taiwanese passport number',
  category: 'user.government_id.passport_number',
  countries: ['TW'],
  sources: ['https://www.boca.gov.tw/', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [{ kind: 'digits', digits: [9] }],
  check(value) {
    const number = compact(value);
    return /^[123]\d{8}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
  },
  falseAccept: 0.3,

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
    zh: ['護照', '護照號碼', '護照號'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['305486843', '353456005', '258710905'], invalid: ['912345678', '31234567', 'A12345678'] },
} satisfies Detector;
