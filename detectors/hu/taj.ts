import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits, the last a check digit: weights 3 and 7 in turn, modulus 10. */
export default {
  id: 'hu.taj',
  version: 1,
  title: 'Hungarian social security number (TAJ)',
  category: 'user.government_id.national_identification_number',
  countries: ['HU'],
  sources: [
    'https://www.neak.gov.hu/',
    'https://hu.wikipedia.org/wiki/T%C3%A1rsadalombiztos%C3%ADt%C3%A1si_azonos%C3%ADt%C3%B3_jel',
  ],
  shapes: [{ kind: 'digits', digits: [9], separators: ' -', groups: [[3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{9}$/.test(digits) || /^0+$/.test(digits)) return invalid;
    return weightedSum(digits, [3, 7, 3, 7, 3, 7, 3, 7]) % 10 === Number(digits.charAt(8))
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: ['taj', 'taj number', 'hungarian social security number', 'social security number', 'health insurance number'],
    hu: [
      'taj',
      'taj-szam',
      'taj szam',
      'tajszam',
      'taj szama',
      'taj-szama',
      'taj kartya',
      'tarsadalombiztositasi azonosito jel',
      'tb szam',
      'tb-szam',
      'tb azonosito',
    ],
  },
  columns: ['taj', 'taj_szam', 'tajszam', 'tb_szam', 'taj_number', 'social_security_number'],
  negativeLabels: ['telefon', 'tel', 'mobil', 'adoszam'],
  needs: 'context',
  deny: [{ value: '123456788', reason: 'placeholder: digits in a row' }],
  reach: 11,
  examples: {
    valid: ['118662572', '102 404 249', '197645848', '007 160 776', '144357981'],
    invalid: ['118662552', '162 404 249', '11866257', '102 404 2497', '197645848Q', '18662572'],
  },
} satisfies Detector;
