import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Two letters and six digits. */
export default {
  id: 'co.passport',
  version: 1,
  title: 'Colombian passport number',
  category: 'user.government_id.passport_number',
  countries: ['CO'],
  sources: [
    'https://www.cancilleria.gov.co/tramites_servicios/pasaportes',
    'https://www.icao.int/publications/doc-series/doc-9303',
  ],
  shapes: [{ kind: 'mask', mask: 'AA999999' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{6}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
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
  examples: { valid: ['GR388396', 'BC005415', 'NN022306'], invalid: ['A1234567', 'ABC123456', 'AN12345'] },
} satisfies Detector;
