import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** E or G (ordinary), D, P or S (diplomatic, service) and eight digits; or E, a letter and seven digits. */
export default {
  id: 'cn.passport',
  version: 1,
  title: 'Chinese passport number',
  category: 'user.government_id.passport_number',
  countries: ['CN'],
  sources: ['https://en.nia.gov.cn/', 'https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [
    { kind: 'mask', mask: 'A99999999' },
    { kind: 'mask', mask: 'AA9999999' },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:[DEGPS]\d{8}|E[A-HJ-NP-Z]\d{7})$/.test(number)
      ? valid(number, denyPlaceholder(number.replace(/\D/g, '')))
      : invalid;
  },
  falseAccept: 0.11,

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
    zh: ['护照', '护照号', '护照号码', '護照號碼'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['E26925080', 'G67131261', 'EB3136991'], invalid: ['A12345678', 'E1234567', 'EI1234567'] },
} satisfies Detector;
