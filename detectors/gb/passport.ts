import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits without a check of their own: the check digit stands in the machine-readable zone. */
export default {
  id: 'gb.passport',
  version: 1,
  title: 'UK passport number',
  category: 'user.government_id.passport_number',
  countries: ['GB'],
  sources: ['https://www.gov.uk/government/publications/basic-passport-checks'],
  shapes: [{ kind: 'digits', digits: [9], separators: ' ', groups: [[3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: [
      'passport',
      'passports',
      'passport no',
      'passport no.',
      'passport number',
      'passport numbers',
      'british passport',
      'uk passport',
      'passport id',
      'travel document number',
    ],
  },
  columns: [
    'passport',
    'passport_no',
    'passport_number',
    'passport_num',
    'passport_id',
    'uk_passport',
    'travel_document_number',
  ],
  negativeLabels: ['us passport', 'phone', 'tel', 'mobile'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['821036093', '106695055', '543989776', '833388880', '494477530'],
    invalid: ['82103609', '1066950557', '543989776Q', '21036093', '54398977612', '106695055ZZ'],
  },
} satisfies Detector;
