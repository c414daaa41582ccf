import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** A, H (Sarawak, Sabah: K, H) and eight digits. */
export default {
  id: 'my.passport',
  version: 1,
  title: 'Malaysian passport number',
  category: 'user.government_id.passport_number',
  countries: ['MY'],
  sources: ['https://www.imi.gov.my/', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [{ kind: 'mask', mask: 'A99999999' }],
  check(value) {
    const number = compact(value);
    return /^[AHK]\d{8}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
  },
  falseAccept: 0.12,

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
    ms: ['pasport', 'nombor pasport', 'no pasport'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['H32203589', 'H46640822', 'K32122904'], invalid: ['B12345678', 'A1234567', 'AB1234567'] },
} satisfies Detector;
