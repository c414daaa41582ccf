import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** A check digit of modulus 9, then twelve digits. A company's, published by the tax agency. */
export default {
  id: 'jp.corporate',
  version: 1,
  title: 'Japanese corporate number',
  category: 'user.unique_id',
  countries: ['JP'],
  sources: ['https://www.houjin-bangou.nta.go.jp/en/'],
  shapes: [{ kind: 'digits', digits: [13], separators: '-', groups: [[1, 4, 4, 4]] }],
  check(value) {
    const digits = compact(value);
    if (!/^[1-9]\d{12}$/.test(digits)) return invalid;
    const sum = weightedSum(digits.slice(1), [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]);
    return 9 - (sum % 9) === Number(digits[0]) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.099,
  shared: true,
  labels: {
    en: ['corporate number', 'japanese corporate number', 'houjin bangou', 'invoice registration number'],
    ja: ['法人番号', '会社法人等番号', '適格請求書発行事業者登録番号'],
  },
  columns: ['corporate_number', 'houjin_bangou', 'hojin_bango', 'company_number_jp'],

  needs: 'label',

  reach: 16,
  examples: {
    valid: ['6885557559581', '8-4247-6006-6470', '9016130097233'],
    invalid: ['6885557559582', '8-4247-6006-6471', '4835678256246', '583567825624', '58356782562461'],
  },
} satisfies Detector;
