import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Twelve digits, the last a check of modulus 11. */
export default {
  id: 'jp.my_number',
  version: 1,
  title: 'Japanese My Number (individual number)',
  category: 'user.government_id.national_identification_number',
  countries: ['JP'],
  sources: ['https://www.digital.go.jp/en/policies/mynumber_faq_en', 'https://www.soumu.go.jp/kojinbango_card/'],
  shapes: [{ kind: 'digits', digits: [12], separators: ' -', groups: [[4, 4, 4]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{12}$/.test(digits) || /^0{6}/.test(digits)) return invalid;
    const rest = weightedSum(digits, [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    return (rest <= 1 ? 0 : 11 - rest) === Number(digits[11]) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.1,

  labels: {
    en: ['my number', 'mynumber', 'individual number', 'japanese individual number', 'my number card', 'kojin bango'],
    ja: ['マイナンバー', '個人番号', '個人番号カード', 'マイナンバーカード'],
  },
  columns: ['my_number', 'mynumber', 'individual_number', 'kojin_bango', 'my_number_card'],

  negativeLabels: ['phone', 'tel', 'fax'],
  needs: 'context',

  reach: 14,
  examples: {
    valid: ['7503 9989 5897', '352099760765', '7283-0776-0448'],
    invalid: ['7503 9989 5898', '352099760766', '621498320252', '62149832025', '6214983202579'],
  },
} satisfies Detector;
