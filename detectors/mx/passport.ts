import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** G or N and eight digits. */
export default {
  id: 'mx.passport',
  version: 1,
  title: 'Mexican passport number',
  category: 'user.government_id.passport_number',
  countries: ['MX'],
  sources: [
    'https://www.gob.mx/sre/acciones-y-programas/pasaporte',
    'https://www.icao.int/publications/doc-series/doc-9303',
  ],
  shapes: [{ kind: 'mask', mask: 'A99999999' }],
  check(value) {
    const number = compact(value);
    return /^[GN]\d{8}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
  },
  falseAccept: 0.078,

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
  examples: { valid: ['G23171277', 'N51089304', 'G94400721'], invalid: ['A12345678', 'AB1234567', 'G1234567'] },
} satisfies Detector;
