import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Two letters and six digits. */
export default {
  id: 'br.passport',
  version: 1,
  title: 'Brazilian passport number',
  category: 'user.government_id.passport_number',
  countries: ['BR'],
  sources: ['https://www.gov.br/pf/pt-br/assuntos/passaporte', 'https://www.icao.int/publications/doc-series/doc-9303'],
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
    pt: ['passaporte', 'numero do passaporte', 'passaporte no'],
  },
  columns: [
    'passport',
    'passport_number',
    'passport_no',
    'passport_id',
    'travel_document_number',
    'passaporte',
    'numero_passaporte',
  ],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['GB381783', 'FB472757', 'YB954117'], invalid: ['A1234567', 'ABC123456', 'AB12345'] },
} satisfies Detector;
