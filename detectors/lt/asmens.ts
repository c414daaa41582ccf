import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { twoStage } from '../lib/two-stage.ts';

/** Sex and century, birth date, serial, check digit modulus 11 in two stages. */
export default {
  id: 'lt.asmens',
  version: 1,
  title: 'Lithuanian personal code (asmens kodas)',
  category: 'user.government_id.national_identification_number',
  countries: ['LT'],
  sources: ['https://www.registrucentras.lt/', 'https://lt.wikipedia.org/wiki/Asmens_kodas'],
  shapes: [{ kind: 'digits', digits: [11] }],
  check(value) {
    const digits = compact(value);
    const parts = /^([1-69])(\d{2})(\d{2})(\d{2})\d{4}$/.exec(digits);
    if (parts === null) return invalid;
    const year = 1800 + 100 * Math.floor((Number(parts[1]) - 1) / 2) + Number(parts[2]);
    // Codes from 9 are of people whose birth date is not known.
    if (parts[1] !== '9' && !isDay(year, Number(parts[3]), Number(parts[4]))) return invalid;
    const check = twoStage(digits, [
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 1],
      [3, 4, 5, 6, 7, 8, 9, 1, 2, 3],
    ]);
    return check === Number(digits.charAt(10)) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.012,
  labels: {
    en: [
      'asmens kodas',
      'lithuanian personal code',
      'personal code',
      'personal id code',
      'personal identification code',
    ],
    lt: [
      'asmens kodas',
      'asmens kodo',
      'asmens koda',
      'asmens kodą',
      'asmens kodu',
      'a.k.',
      'ak',
      'asm. kodas',
      'asmens k.',
    ],
  },
  columns: ['asmens_kodas', 'asm_kodas', 'ak', 'personal_code', 'personal_id', 'national_id'],
  negativeLabels: ['telefonas', 'tel', 'įmonės kodas', 'ean'],
  deny: [{ value: '33309240064', reason: 'documentation: the usual sample' }],
  reach: 11,
  examples: {
    valid: ['39102062921', '35609166378', '30303078466', '46209104464', '36712274708'],
    invalid: ['39102032921', '32609166378', '3910206292', '356091663787', '30303078466Q', '9102062921'],
  },
} satisfies Detector;
