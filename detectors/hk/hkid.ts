import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** One or two letters, six digits, and a check of modulus 11 (A for ten), usually in brackets. */
export default {
  id: 'hk.hkid',
  version: 1,
  title: 'Hong Kong identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['HK'],
  sources: [
    'https://www.immd.gov.hk/eng/services/hkid/general_info.html',
    'https://en.wikipedia.org/wiki/Hong_Kong_identity_card',
  ],
  shapes: [
    { kind: 'mask', mask: 'A999999X', separators: '(-' },
    { kind: 'mask', mask: 'AA999999X', separators: '(-' },
  ],
  check(value) {
    const number = compact(value, /[\s()-]/g);
    if (!/^[A-Z]{1,2}\d{6}[\dA]$/.test(number)) return invalid;
    const form = /^[A-Za-z]{1,2}\d{6}([(-]?)[\dAa]$/.exec(plain(value));
    if (form === null) return invalid;
    const padded = number.padStart(9, ' ');
    let sum = 0;
    for (let i = 0; i < 9; i++) sum += (padded[i] === ' ' ? 36 : Number.parseInt(padded[i]!, 36)) * (9 - i);
    if (sum % 11 !== 0) return invalid;
    return valid(number, {
      distinctive: form[1] === '(' ? 1.5 : form[1] === '' ? 0 : 0.3,
      ...denyPlaceholder(number.replace(/\D/g, '').slice(0, 6)),
    });
  },
  falseAccept: 0.03,

  labels: {
    en: [
      'hkid',
      'hkid number',
      'hkid no',
      'hk id',
      'hong kong id',
      'hong kong identity card',
      'identity card',
      'id card',
      'id number',
      'id no',
    ],
    zh: ['身份證', '身份證號碼', '香港身份證', '身份證號', '身份证号码'],
  },
  columns: ['hkid', 'hkid_number', 'hk_id', 'hong_kong_id', 'identity_card_no', 'id_card'],

  negativeLabels: ['part', 'model', 'sku'],

  deny: [{ value: 'A1234563', reason: 'documentation: a common sample' }],

  reach: 11,
  examples: {
    valid: ['K829699(5', 'K3899136', 'XA306099(0', 'Z742768(A'],
    invalid: ['G123456(8', '1234567', 'ABC123456(7'],
  },
} satisfies Detector;
