import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits, the last a check of modulus 11, and three or five for a branch. */
export default {
  id: 'ph.tin',
  version: 1,
  title: 'Philippine tax number (TIN)',
  category: 'user.government_id.national_identification_number',
  countries: ['PH'],
  sources: [
    'https://www.bir.gov.ph/',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/philippines-tin.pdf',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [9, 12, 14],
      separators: '-',
      groups: [
        [3, 3, 3],
        [3, 3, 3, 3],
        [3, 3, 3, 5],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (
      !/^(?:\d{9}|\d{12}|\d{14})$/.test(digits) ||
      weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11 !== Number(digits[8])
    )
      return invalid;
    if (/^0{9}/.test(digits)) return invalid;
    const long = /^\d{3}-\d{3}-\d{3}-\d{3,5}$/.test(plain(value));
    return valid(digits.slice(0, 9), {
      ...(long ? {} : { needs: 'context' as const }),
      ...denyPlaceholder(digits.slice(0, 9)),
    });
  },
  falseAccept: 0.091,

  labels: {
    en: [
      'tin',
      'tin number',
      'tin no',
      'bir tin',
      'tax id',
      'tax identification number',
      'taxpayer identification number',
      'philippine tin',
    ],
    tl: ['tin', 'numero ng tin', 'bir'],
  },
  columns: ['tin', 'tin_number', 'tin_no', 'bir_tin', 'tax_id', 'taxpayer_identification_number'],

  negativeLabels: ['phone', 'tel', 'ssn', 'itin', 'ein'],

  reach: 17,
  examples: {
    valid: ['995-172-286', '123-691-540-000', '254832544'],
    invalid: ['000-123-457-000', '600-000-000', '12345678'],
  },
} satisfies Detector;
