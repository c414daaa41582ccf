import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** A letter and seven or eight digits. */
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
    return /^[A-Z]\d{7,8}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
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
  examples: { valid: ['F55320026', 'P66633093', 'F91040704'], invalid: ['1234567890', 'AB1234567', 'F123456'] },
} satisfies Detector;
