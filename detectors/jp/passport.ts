import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Two letters and seven digits. */
export default {
  id: 'jp.passport',
  version: 1,
  title: 'Japanese passport number',
  category: 'user.government_id.passport_number',
  countries: ['JP'],
  sources: [
    'https://www.mofa.go.jp/ca/pss/page3e_000064.html',
    'https://www.icao.int/publications/doc-series/doc-9303',
  ],
  shapes: [{ kind: 'mask', mask: 'AA9999999' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{7}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
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
    ja: ['旅券', '旅券番号', 'パスポート', 'パスポート番号'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['TK7902584', 'MK1817038', 'TR6662003'], invalid: ['A1234567', 'TAB123456', 'TK123456'] },
} satisfies Detector;
