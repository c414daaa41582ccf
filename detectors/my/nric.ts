import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { compact, plain } from '../lib/text.ts';

/** Birth date, place of birth, and four digits. */
export default {
  id: 'my.nric',
  version: 1,
  title: 'Malaysian identity number (MyKad)',
  category: 'user.government_id.national_identification_number',
  countries: ['MY'],
  sources: ['https://www.jpn.gov.my/en/', 'https://en.wikipedia.org/wiki/Malaysian_identity_card'],
  shapes: [{ kind: 'digits', digits: [12], separators: '- ', groups: [[6, 2, 4]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{12}$/.test(digits) || unusedPlaces.has(digits.slice(6, 8))) return invalid;
    const [year, month, day] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number];
    if (!isDayOfSomeCentury(year, month, day)) return invalid;
    return valid(digits, { distinctive: plain(value).length > 12 ? 0.7 : 0 });
  },
  falseAccept: 0.031,

  labels: {
    en: [
      'mykad',
      'mykad number',
      'nric',
      'nric number',
      'nric no',
      'ic number',
      'ic no',
      'malaysian ic',
      'identity card',
      'identity card number',
    ],
    ms: ['mykad', 'kad pengenalan', 'no kad pengenalan', 'nombor kad pengenalan', 'no kp', 'no ic'],
  },
  columns: ['mykad', 'nric', 'nric_number', 'ic_number', 'ic_no', 'no_kp', 'kad_pengenalan'],

  negativeLabels: ['phone', 'tel', 'fax'],
  needs: 'context',

  reach: 14,
  examples: {
    valid: ['731113-04-8911', '971211018651', '870301-11-1213'],
    invalid: ['771305-02-2234', '770305-17-2234', '77030502223'],
  },
} satisfies Detector;

/** Places of birth that are not given: states and countries have all others. */
const unusedPlaces: ReadonlySet<string> = new Set('00 17 18 19 20 69 70 73 80 81 94 95 96 97'.split(' '));
