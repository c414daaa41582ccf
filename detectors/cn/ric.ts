import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { mod11_2 } from '../lib/iso7064.ts';
import { compact } from '../lib/text.ts';

/** Region, birth date, a serial, and a check of ISO 7064 MOD 11-2 that may be X (GB 11643). */
export default {
  id: 'cn.ric',
  version: 1,
  title: 'Chinese resident identity number',
  category: 'user.government_id.national_identification_number',
  countries: ['CN'],
  sources: [
    'https://openstd.samr.gov.cn/bzgk/gb/newGbInfo?hcno=080D6FBF2BB468F9007657F26D60013E',
    'https://en.wikipedia.org/wiki/Resident_Identity_Card',
  ],
  shapes: [{ kind: 'mask', mask: '99999999999999999X' }],
  check(value) {
    const number = compact(value);
    if (!/^\d{17}[\dX]$/.test(number) || !provinces.has(number.slice(0, 2))) return invalid;
    const year = Number(number.slice(6, 10));
    if (year < 1850 || year > 2100 || !isDay(year, Number(number.slice(10, 12)), Number(number.slice(12, 14))))
      return invalid;
    return mod11_2(number) ? valid(number) : invalid;
  },
  falseAccept: 0.0000045,

  labels: {
    en: [
      'resident identity number',
      'resident identity card',
      'chinese id',
      'chinese id number',
      'id card',
      'id card number',
      'id number',
      'prc id',
      'national id',
    ],
    zh: ['身份证', '身份证号', '身份证号码', '居民身份证', '公民身份号码', '身份證號碼', '证件号码'],
  },
  columns: [
    'id_card',
    'id_card_no',
    'id_card_number',
    'resident_id',
    'chinese_id',
    'shenfenzheng',
    'sfzh',
    'id_number',
    'identity_card',
  ],

  reach: 18,
  examples: {
    valid: ['440106186103178797', '420102198605275676', '11010520030212448X'],
    invalid: [
      '440106186103178798',
      '420102198605275677',
      '360426199101010072',
      '990426199101010071',
      '36042619911301007X',
    ],
  },
} satisfies Detector;

/** First two digits of GB/T 2260; 83 is for residents from Taiwan. */
const provinces: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);
