import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** One or two letters and seven digits. */
export default {
  id: 'ie.passport',
  version: 1,
  title: 'Irish passport or passport card number',
  category: 'user.government_id.passport_number',
  countries: ['IE'],
  sources: ['https://www.ireland.ie/en/dfa/passports/'],
  shapes: [
    { kind: 'mask', mask: 'AA9999999', separators: ' ' },
    { kind: 'mask', mask: 'A9999999', separators: ' ' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{1,2}\d{7}$/.test(number) && /^[a-z]{1,2} ?\d+$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: [
      'passport',
      'passport no',
      'passport no.',
      'passport number',
      'irish passport',
      'passport card',
      'passport card number',
      'travel document number',
    ],
    ga: ['uimhir phas', 'pas'],
  },
  columns: ['passport', 'passport_no', 'passport_number', 'passport_card_number', 'passport_id'],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['PE0326780', 'F7409822', 'DW4115186', 'U2739408', 'DW6348103'],
    invalid: ['PE032678', 'F74098227', 'DW4115186Q', 'DW411518612', 'F7409822ZZ'],
  },
} satisfies Detector;
