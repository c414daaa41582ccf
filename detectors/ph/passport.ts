import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** P, seven digits and a letter; formerly two letters and seven digits. */
export default {
  id: 'ph.passport',
  version: 1,
  title: 'Philippine passport number',
  category: 'user.government_id.passport_number',
  countries: ['PH'],
  sources: ['https://dfa.gov.ph/', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [
    { kind: 'mask', mask: 'A9999999A' },
    { kind: 'mask', mask: 'AA9999999' },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:P\d{7}[A-Z]|[A-Z]{2}\d{7})$/.test(number)
      ? valid(number, denyPlaceholder(number.replace(/\D/g, '')))
      : invalid;
  },
  falseAccept: 0.52,

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
    tl: ['pasaporte', 'numero ng pasaporte'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['P8286783C', 'P8173687C', 'EC5733291'], invalid: ['Q1234567A', 'P123456A', '1234567890'] },
} satisfies Detector;
