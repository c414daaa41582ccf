import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits from 11 or 12; newer ones a letter and eight digits. */
export default {
  id: 'pe.passport',
  version: 1,
  title: 'Peruvian passport number',
  category: 'user.government_id.passport_number',
  countries: ['PE'],
  sources: ['https://www.gob.pe/13435-pasaporte-electronico', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [
    { kind: 'digits', digits: [9] },
    { kind: 'mask', mask: 'A99999999' },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:1[12]\d{7}|[A-Z]\d{8})$/.test(number)
      ? valid(number, denyPlaceholder(number.replace(/\D/g, '')))
      : invalid;
  },
  falseAccept: 0.51,

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
  examples: { valid: ['110335575', 'P13192565', '120860559'], invalid: ['212345678', 'AB1234567', '11123456'] },
} satisfies Detector;
