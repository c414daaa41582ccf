import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** A letter for the place, 1 or 2 (foreigners: 8 or 9, formerly A to D), seven digits, and a check digit. */
export default {
  id: 'tw.id',
  version: 1,
  title: 'Taiwanese identity or residence number',
  category: 'user.government_id.national_identification_number',
  countries: ['TW'],
  sources: [
    'https://www.ris.gov.tw/',
    'https://www.immigration.gov.tw/',
    'https://zh.wikipedia.org/wiki/%E4%B8%AD%E8%8F%AF%E6%B0%91%E5%9C%8B%E5%9C%8B%E6%B0%91%E8%BA%AB%E5%88%86%E8%AD%89',
  ],
  shapes: [{ kind: 'mask', mask: 'AX99999999' }],
  check(value) {
    const number = compact(value);
    if (!/^[A-Z][1289A-D]\d{8}$/.test(number)) return invalid;
    const place = places.indexOf(number[0]!) + 10;
    const second = /\d/.test(number[1]!) ? Number(number[1]) : (places.indexOf(number[1]!) + 10) % 10;
    const digits = `${second}${number.slice(2)}`;
    const sum = Math.floor(place / 10) + (place % 10) * 9 + weightedSum(digits, [8, 7, 6, 5, 4, 3, 2, 1, 1]);
    return sum % 10 === 0 ? valid(number, { distinctive: 0.3, ...denyPlaceholder(digits) }) : invalid;
  },
  falseAccept: 0.05,

  labels: {
    en: [
      'taiwan id',
      'taiwanese id',
      'national id',
      'national identification number',
      'id number',
      'id card',
      'arc',
      'arc number',
      'uniform id',
      'resident certificate',
    ],
    zh: ['身分證', '身分證字號', '身份證字號', '身分證號碼', '居留證', '居留證號碼', '統一證號'],
  },
  columns: ['taiwan_id', 'national_id', 'id_number', 'id_card_no', 'arc', 'arc_number', 'uniform_id'],

  negativeLabels: ['part', 'model', 'sku'],

  deny: [{ value: 'A123456789', reason: 'documentation: a common sample' }],

  reach: 10,
  examples: {
    valid: ['B187868382', 'H271641766', 'E861531734', 'FD55196739'],
    invalid: ['B187868383', 'H271641767', 'A123456788', 'A323456789', 'A12345678'],
  },
} satisfies Detector;

/** Letters in the order of their numbers, from 10. */
const places = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';
