import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Three letters and six digits. */
export default {
  id: 'ar.passport',
  version: 1,
  title: 'Argentine passport number',
  category: 'user.government_id.passport_number',
  countries: ['AR'],
  sources: [
    'https://www.argentina.gob.ar/interior/renaper/pasaporte',
    'https://www.icao.int/publications/doc-series/doc-9303',
  ],
  shapes: [{ kind: 'mask', mask: 'AAA999999' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{3}\d{6}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
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
    es: ['pasaporte', 'numero de pasaporte', 'nro de pasaporte', 'no de pasaporte'],
  },
  columns: [
    'passport',
    'passport_number',
    'passport_no',
    'passport_id',
    'travel_document_number',
    'pasaporte',
    'numero_pasaporte',
  ],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['NYD127659', 'CFA647105', 'YDC376720'], invalid: ['AB123456', 'ABCD12345', 'AAA12345'] },
} satisfies Detector;
