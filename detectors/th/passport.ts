import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** One or two letters and seven digits. */
export default {
  id: 'th.passport',
  version: 1,
  title: 'Thai passport number',
  category: 'user.government_id.passport_number',
  countries: ['TH'],
  sources: ['https://consular.mfa.go.th/', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [
    { kind: 'mask', mask: 'AA9999999' },
    { kind: 'mask', mask: 'A9999999' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{1,2}\d{7}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
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
    th: ['หนังสือเดินทาง', 'เลขที่หนังสือเดินทาง', 'พาสปอร์ต'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['DA8997042', 'MA4896326', 'S3899133'], invalid: ['ABC123456', 'A123456', '1234567890'] },
} satisfies Detector;
