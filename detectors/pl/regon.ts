import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits, or fourteen for a place of business: each ends with a check digit modulus 11. */
export default {
  id: 'pl.regon',
  version: 1,
  title: 'Polish statistical number (REGON)',
  category: 'user.government_id',
  countries: ['PL'],
  sources: [
    'https://bip.stat.gov.pl/dzialalnosc-statystyki-publicznej/rejestr-regon/',
    'https://pl.wikipedia.org/wiki/REGON',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [9, 14],
      separators: '- ',
      groups: [
        [3, 3, 3],
        [9, 5],
        [2, 6, 1],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^(?:\d{9}|\d{14})$/.test(digits) || /^0+$/.test(digits)) return invalid;
    if ((weightedSum(digits, [8, 9, 2, 3, 4, 5, 6, 7]) % 11) % 10 !== Number(digits.charAt(8))) return invalid;
    if (
      digits.length === 14 &&
      (weightedSum(digits, [2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11) % 10 !== Number(digits.charAt(13))
    )
      return invalid;
    return valid(digits, { falseAccept: digits.length === 14 ? 0.0099 : 0.1, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.065,
  labels: {
    en: ['regon', 'regon number', 'polish company number'],
    pl: ['regon', 'regonu', 'nr regon', 'numer regon', 'numeru regon', 'numerem regon'],
  },
  columns: ['regon', 'nr_regon', 'numer_regon', 'regon_number'],
  negativeLabels: ['telefon', 'tel', 'krs', 'nip', 'pesel'],
  needs: 'context',
  deny: [
    { value: '123456785', reason: 'documentation: the usual sample' },
    { value: '12345678512347', reason: 'documentation: the usual sample' },
  ],
  reach: 14,
  examples: {
    valid: ['596985014', '00720909732422', '995 094 387', '162045570', '37854546575079'],
    invalid: ['596085014', '00720909702422', '59698501', '007209097324227', '995 094 387Q', '96985014'],
  },
} satisfies Detector;
