import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** F or P and seven or eight digits. */
export default {
  id: 'cl.passport',
  version: 1,
  title: 'Chilean passport number',
  category: 'user.government_id.passport_number',
  countries: ['CL'],
  sources: ['https://www.registrocivil.cl/', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [
    { kind: 'mask', mask: 'A99999999' },
    { kind: 'mask', mask: 'A9999999' },
  ],
  check(value) {
    const number = compact(value);
    return /^[FP]\d{7,8}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
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
  examples: { valid: ['F55320026', 'P66633093', 'F9104070'], invalid: ['A12345678', 'AB1234567', 'F123456'] },
} satisfies Detector;
