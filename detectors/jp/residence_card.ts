import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Two letters, eight digits, two letters. */
export default {
  id: 'jp.residence_card',
  version: 1,
  title: 'Japanese residence card',
  category: 'user.government_id.immigration',
  countries: ['JP'],
  sources: ['https://www.moj.go.jp/isa/publications/materials/newimmiact_1_card.html', 'https://lapse-immi.moj.go.jp/'],
  shapes: [{ kind: 'mask', mask: 'AA99999999AA' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{8}[A-Z]{2}$/.test(number)
      ? valid(number, { distinctive: value === number ? 0.7 : 0, ...denyPlaceholder(number.slice(2, 10)) })
      : invalid;
  },
  falseAccept: 1,

  labels: {
    en: ['residence card', 'residence card number', 'residence card no', 'zairyu card', 'zairyu card number'],
    ja: ['在留カード', '在留カード番号', '在留カード等番号'],
  },
  columns: ['residence_card', 'residence_card_number', 'residence_card_no', 'zairyu_card', 'zairyu_card_number'],

  negativeLabels: ['part', 'model', 'sku', 'tracking'],

  reach: 12,
  examples: {
    valid: ['ER00480691TZ', 'FL99669784VZ', 'LJ52820198LA'],
    invalid: ['A12345678AB', 'AB1234567CD', 'AB123456789C'],
  },
} satisfies Detector;
