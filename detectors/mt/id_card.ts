import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Up to seven digits and a letter that says where it was given out; written with a leading zero. */
export default {
  id: 'mt.id_card',
  version: 1,
  title: 'Maltese identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['MT'],
  sources: [
    'https://identita.gov.mt/',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/malta-tin.pdf',
  ],
  shapes: [
    { kind: 'mask', mask: '9999999A', separators: ' ' },
    { kind: 'mask', mask: '999999A', separators: ' ' },
    { kind: 'mask', mask: '99999A', separators: ' ' },
  ],
  check(value) {
    const number = compact(value, /\s/g);
    return /^\d{5,7}[MGAPLHBZ]$/.test(number)
      ? valid(number.padStart(8, '0'), denyPlaceholder(number.slice(0, -1)))
      : invalid;
  },
  falseAccept: 0.31,
  distinctive: 0.3,
  labels: {
    en: [
      'maltese id',
      'maltese identity card',
      'id no',
      'id number',
      'id card',
      'id card number',
      'id card no',
      'identity card',
      'identity card number',
      'identity number',
      'tax id',
    ],
    mt: ['karta tal-identita', 'numru tal-karta tal-identita', 'numru tal-identita', 'nru tal-karta'],
  },
  columns: ['id_card', 'id_card_number', 'id_card_no', 'identity_card', 'karta_identita', 'id_no', 'national_id'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['1635913G', '471109G', '0595539 A', '3633328A', '340806G'],
    invalid: ['1234567Q', '1234M', '1635913', '471109G7', '0595539 AQ', '0595539 A12'],
  },
} satisfies Detector;
