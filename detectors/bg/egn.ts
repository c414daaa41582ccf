import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Birth date (20 added to the month before 1900, 40 from 2000 on), serial, check digit modulus 11. */
export default {
  id: 'bg.egn',
  version: 1,
  title: 'Bulgarian civil number (EGN)',
  category: 'user.government_id.national_identification_number',
  countries: ['BG'],
  sources: [
    'https://www.grao.bg/esgraon.html',
    'https://bg.wikipedia.org/wiki/%D0%95%D0%B4%D0%B8%D0%BD%D0%B5%D0%BD_%D0%B3%D1%80%D0%B0%D0%B6%D0%B4%D0%B0%D0%BD%D1%81%D0%BA%D0%B8_%D0%BD%D0%BE%D0%BC%D0%B5%D1%80',
  ],
  shapes: [{ kind: 'digits', digits: [10], separators: ' ', groups: [[6, 4]] }],
  check(value) {
    const digits = compact(value);
    const parts = /^(\d{2})(\d{2})(\d{2})\d{4}$/.exec(digits);
    if (parts === null) return invalid;
    const month = Number(parts[2]);
    const [century, plus] = month > 40 ? [2000, 40] : month > 20 ? [1800, 20] : [1900, 0];
    if (!isDay(century! + Number(parts[1]), month - plus!, Number(parts[3]))) return invalid;
    return (weightedSum(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === Number(digits.charAt(9))
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.011,
  labels: {
    en: ['egn', 'ucn', 'bulgarian personal number', 'unified civil number', 'civil number', 'personal number'],
    bg: ['егн', 'е.г.н.', 'единен граждански номер', 'единния граждански номер', 'егн/лнч', 'персонален номер'],
  },
  columns: ['egn', 'egn_number', 'ucn', 'personal_number', 'national_id', 'edinen_grazhdanski_nomer'],
  negativeLabels: ['телефон', 'тел', 'phone', 'tel', 'лнч', 'еик'],
  deny: [
    { value: '7523169263', reason: 'documentation: the usual sample' },
    { value: '6101057509', reason: 'documentation: the usual sample' },
  ],
  reach: 10,
  examples: {
    valid: ['6406080375', '4602174443', '0011212486', '8903022588', '5401054345'],
    invalid: ['6406040375', '4602174943', '640608037', '46021744437', '0011212486Q', '406080375'],
  },
} satisfies Detector;
