import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Birth date as DDMMYY, four digits (the last odd for men), a check digit as of Luhn. */
export default {
  id: 'gr.amka',
  version: 1,
  title: 'Greek social security number (AMKA)',
  category: 'user.government_id.national_identification_number',
  countries: ['GR'],
  sources: ['https://www.amka.gr/', 'https://el.wikipedia.org/wiki/%CE%91%CE%9C%CE%9A%CE%91'],
  shapes: [
    {
      kind: 'digits',
      digits: [11],
      separators: ' -',
      groups: [
        [6, 5],
        [6, 4, 1],
        [2, 2, 2, 5],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const parts = /^(\d{2})(\d{2})(\d{2})\d{5}$/.exec(digits);
    if (parts === null || !luhn(digits) || !isDayOfSomeCentury(Number(parts[3]), Number(parts[2]), Number(parts[1])))
      return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.0039,
  labels: {
    en: ['amka', 'amka number', 'greek social security number', 'social security number'],
    el: [
      'αμκα',
      'α.μ.κ.α.',
      'αριθμός αμκα',
      'αρ. αμκα',
      'αριθμός μητρώου κοινωνικής ασφάλισης',
      'αριθμό μητρώου κοινωνικής ασφάλισης',
      'αριθμου μητρωου κοινωνικης ασφαλισης',
    ],
  },
  columns: ['amka', 'amka_no', 'amka_number', 'ar_amka', 'social_security_number'],
  deny: [],
  reach: 12,
  examples: {
    valid: ['09095383775', '210287 90869', '02028794523', '090195 78732', '10077756723'],
    invalid: ['09295383775', '010287 90869', '0909538377', '210287 908697', '02028794523Q', '9095383775'],
  },
} satisfies Detector;
