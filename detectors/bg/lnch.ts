import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Ten digits, the last a check digit modulus 10 with weights 21, 19, 17, 13, 11, 9, 7, 3, 1. */
export default {
  id: 'bg.lnch',
  version: 1,
  title: 'Bulgarian number of a foreigner (LNCh)',
  category: 'user.government_id.national_identification_number',
  countries: ['BG'],
  sources: [
    'https://www.mvr.bg/migration',
    'https://bg.wikipedia.org/wiki/%D0%9B%D0%B8%D1%87%D0%B5%D0%BD_%D0%BD%D0%BE%D0%BC%D0%B5%D1%80_%D0%BD%D0%B0_%D1%87%D1%83%D0%B6%D0%B4%D0%B5%D0%BD%D0%B5%D1%86',
  ],
  shapes: [{ kind: 'digits', digits: [10] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{10}$/.test(digits) || /^0+$/.test(digits)) return invalid;
    return weightedSum(digits, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 === Number(digits.charAt(9))
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: ['lnch', 'lnc', 'pnf', 'personal number of a foreigner'],
    bg: ['лнч', 'л.н.ч.', 'личен номер на чужденец', 'егн/лнч', 'личния номер на чужденец'],
  },
  columns: ['lnch', 'lnc', 'pnf', 'lichen_nomer_na_chuzhdenets'],
  negativeLabels: ['телефон', 'тел', 'phone', 'tel', 'егн'],
  needs: 'context',
  deny: [],
  reach: 10,
  examples: {
    valid: ['7623451310', '1021688161', '1130347629', '7004423699', '7348814595'],
    invalid: ['7123451310', '9021688161', '762345131', '10216881617', '1130347629Q', '623451310'],
  },
} satisfies Detector;
