import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** S or T (citizens), F, G or M (foreigners), seven digits, and a check letter. */
export default {
  id: 'sg.nric',
  version: 1,
  title: 'Singaporean identity number (NRIC, FIN)',
  category: 'user.government_id.national_identification_number',
  countries: ['SG'],
  sources: ['https://www.ica.gov.sg/', 'https://en.wikipedia.org/wiki/National_Registration_Identity_Card'],
  shapes: [{ kind: 'mask', mask: 'A9999999A' }],
  check(value) {
    const number = compact(value);
    if (!/^[STFGM]\d{7}[A-Z]$/.test(number)) return invalid;
    const kind = number[0]!;
    const offset = kind === 'T' || kind === 'G' ? 4 : kind === 'M' ? 3 : 0;
    const rest = (weightedSum(number.slice(1), [2, 7, 6, 5, 4, 3, 2]) + offset) % 11;
    const letters = kind === 'S' || kind === 'T' ? 'JZIHGFEDCBA' : kind === 'M' ? 'XWUTRQPNJLK' : 'XWUTRQPNMLK';
    return letters[rest] === number[8]
      ? valid(number, { distinctive: value === number ? 1 : 0.5, ...denyPlaceholder(number.slice(1, 8)) })
      : invalid;
  },
  falseAccept: 0.0075,

  labels: {
    en: [
      'nric',
      'nric number',
      'nric no',
      'fin',
      'fin number',
      'fin no',
      'nric fin',
      'singapore id',
      'identity card',
      'ic number',
      'ic no',
      'work permit',
    ],
    zh: ['身份证', '身份证号码', '身份证号'],
  },
  columns: ['nric', 'nric_number', 'nric_no', 'fin', 'fin_number', 'nric_fin', 'ic_number', 'singapore_id'],

  negativeLabels: ['part', 'model', 'sku'],

  deny: [{ value: 'S1234567D', reason: 'documentation: a common sample' }],

  reach: 9,
  examples: {
    valid: ['S9697166D', 'S7173115D', 'T0752022G', 'G2575714P', 'M3615509K'],
    invalid: ['S9697167D', 'S7173116D', 'S2740116D', 'A1234567Z', 'S274011C'],
  },
} satisfies Detector;
