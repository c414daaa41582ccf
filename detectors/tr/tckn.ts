import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eleven digits, the first not 0; the tenth is seven times the odd places less the even ones, the eleventh the sum of the ten, both modulus 10. */
export default {
  id: 'tr.tckn',
  version: 1,
  title: 'Turkish identity number (TCKN)',
  category: 'user.government_id.national_identification_number',
  countries: ['TR'],
  sources: [
    'https://www.nvi.gov.tr/',
    'https://tckimlik.nvi.gov.tr/',
    'https://tr.wikipedia.org/wiki/T%C3%BCrkiye_Cumhuriyeti_Kimlik_Numaras%C4%B1',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [11],
      separators: ' ',
      groups: [
        [3, 3, 3, 2],
        [3, 2, 3, 2, 1],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^[1-9]\d{10}$/.test(digits)) return invalid;
    const tenth = weightedSum(digits, [7, 9, 7, 9, 7, 9, 7, 9, 7]) % 10;
    const sum = weightedSum(digits, new Array<number>(10).fill(1)) % 10;
    return tenth === Number(digits.charAt(9)) && sum === Number(digits.charAt(10))
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.0093,
  labels: {
    en: [
      'tckn',
      'tc kimlik',
      'turkish id number',
      'turkish identification number',
      'turkish identity number',
      'national id number',
      'tin',
    ],
    tr: [
      'tckn',
      't.c.k.n.',
      'tc kimlik no',
      't.c. kimlik no',
      'tc kimlik numarasi',
      't.c. kimlik numarasi',
      'kimlik no',
      'kimlik numarasi',
      'kimlik numarası',
      'tc no',
      't.c. no',
      'tc kimlik',
      'vatandaslik no',
      'vatandaslik numarasi',
      'nufus cuzdani no',
      'yabanci kimlik no',
    ],
  },
  columns: [
    'tckn',
    'tc_kimlik_no',
    'tc_kimlik',
    'tckimlik',
    'kimlik_no',
    'tc_no',
    'tcno',
    'vatandaslik_no',
    'national_id',
    'identity_number',
  ],
  deny: [
    { value: '10000000146', reason: 'documentation: the usual sample' },
    { value: '11111111110', reason: 'placeholder: used in test environments' },
  ],
  reach: 11,
  examples: {
    valid: ['66587083058', '54125923652', '39970893312', '69169080728', '47478124456'],
    invalid: ['66587083059', '54125943652', '6658708305', '541259236527', '39970893312Q', '6587083058'],
  },
} satisfies Detector;
