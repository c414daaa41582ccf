import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Four digits and six; nothing in it can be checked. */
export default {
  id: 'jp.pension',
  version: 1,
  title: 'Japanese basic pension number',
  category: 'user.government_id.national_identification_number',
  countries: ['JP'],
  sources: ['https://www.nenkin.go.jp/international/index.html'],
  shapes: [{ kind: 'digits', digits: [10], separators: '-', groups: [[4, 6]] }],
  check(value) {
    const digits = compact(value);
    return /^\d{10}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,

  labels: {
    en: ['basic pension number', 'pension number', 'pension no', 'japanese pension number'],
    ja: ['基礎年金番号', '年金番号', '年金手帳'],
  },
  columns: ['basic_pension_number', 'pension_number', 'pension_no', 'nenkin_bango'],

  negativeLabels: ['phone', 'tel', 'fax'],
  needs: 'label',

  reach: 11,
  examples: {
    valid: ['3497-180153', '5936556501', '7669-387853'],
    invalid: ['123-456789', '123456789', '12345678901'],
  },
} satisfies Detector;
