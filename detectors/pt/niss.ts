import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eleven digits from 1 or 2, the last 9 less the last digit of a sum with the primes 29 … 2 as weights. */
export default {
  id: 'pt.niss',
  version: 1,
  title: 'Portuguese social security number (NISS)',
  category: 'user.government_id.national_identification_number',
  countries: ['PT'],
  sources: [
    'https://www.seg-social.pt/identificacao-na-seguranca-social',
    'https://pt.wikipedia.org/wiki/N%C3%BAmero_de_Identifica%C3%A7%C3%A3o_de_Seguran%C3%A7a_Social',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [11],
      separators: ' ',
      groups: [
        [3, 3, 3, 2],
        [2, 3, 3, 3],
        [1, 3, 3, 3, 1],
        [4, 4, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^[12]\d{10}$/.test(digits)) return invalid;
    const sum = weightedSum(digits, [29, 23, 19, 17, 13, 11, 7, 5, 3, 2]);
    return 9 - (sum % 10) === Number(digits.charAt(10)) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.021,
  labels: {
    en: ['niss', 'portuguese social security number', 'social security number'],
    pt: [
      'niss',
      'n.i.s.s.',
      'seguranca social',
      'n.º de seguranca social',
      'nº seguranca social',
      'numero de seguranca social',
      'numero da seguranca social',
      'numero de beneficiario',
      'n.º de beneficiario',
      'beneficiario n.º',
      'numero de identificacao da seguranca social',
    ],
  },
  columns: [
    'niss',
    'seguranca_social',
    'numero_seguranca_social',
    'num_seguranca_social',
    'num_beneficiario',
    'numero_beneficiario',
    'social_security_number',
  ],
  deny: [],
  reach: 14,
  examples: {
    valid: ['16030944509', '17 864 447 381', '18455085732', '13 285 544 164', '11568270330'],
    invalid: ['16030984509', '17 854 447 381', '1603094450', '17 864 447 3817', '18455085732Q', '6030944509'],
  },
} satisfies Detector;
