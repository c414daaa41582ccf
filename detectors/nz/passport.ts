import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Two letters (LA to LN, EA, EP) and six digits. */
export default {
  id: 'nz.passport',
  version: 1,
  title: 'New Zealand passport number',
  category: 'user.government_id.passport_number',
  countries: ['NZ'],
  sources: ['https://www.passports.govt.nz/', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [{ kind: 'mask', mask: 'AA999999' }],
  check(value) {
    const number = compact(value);
    return /^[LE][A-Z]\d{6}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
  },
  falseAccept: 0.075,

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
  examples: { valid: ['LA546696', 'LD203013', 'EP157330'], invalid: ['AB123456', 'L1234567', 'LA12345'] },
} satisfies Detector;
