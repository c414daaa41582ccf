import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** K or E, seven digits and a letter. */
export default {
  id: 'sg.passport',
  version: 1,
  title: 'Singaporean passport number',
  category: 'user.government_id.passport_number',
  countries: ['SG'],
  sources: ['https://www.ica.gov.sg/documents/passport', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [{ kind: 'mask', mask: 'A9999999A' }],
  check(value) {
    const number = compact(value);
    return /^[KE]\d{7}[A-Z]$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
  },
  falseAccept: 0.079,

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
    zh: ['护照', '护照号码', '护照号'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['K4017384X', 'E3091679T', 'K1863570H'], invalid: ['A1234567B', 'K123456A', '1234567890'] },
} satisfies Detector;
