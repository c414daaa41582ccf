import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Ten digits; the first is a check digit modulus 11 of the nine that follow. */
export default {
  id: 'gb.utr',
  version: 1,
  title: 'UK Unique Taxpayer Reference (UTR)',
  category: 'user.government_id.national_identification_number',
  countries: ['GB'],
  sources: [
    'https://www.gov.uk/find-utr-number',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/united-kingdom-tin.pdf',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [10],
      separators: ' ',
      groups: [
        [5, 5],
        [3, 3, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{10}$/.test(digits)) return invalid;
    const rest = weightedSum(digits.slice(1), [6, 7, 8, 9, 10, 5, 4, 3, 2]) % 11;
    return '21987654321'.charAt(rest) === digits.charAt(0) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: [
      'utr',
      'utrs',
      'utr number',
      'utr no',
      'unique taxpayer reference',
      'unique taxpayer reference number',
      'unique tax reference',
      'self assessment reference',
      'sa utr',
      'tax reference',
      'tax reference number',
      'taxpayer reference',
    ],
  },
  columns: [
    'utr',
    'utr_number',
    'utr_no',
    'unique_taxpayer_reference',
    'unique_tax_reference',
    'sa_utr',
    'tax_reference',
    'taxpayer_reference',
  ],
  negativeLabels: ['vat', 'paye', 'company number', 'phone', 'tel', 'mobile', 'fax', 'nhs'],
  needs: 'context',
  deny: [],
  reach: 11,
  examples: {
    valid: ['6789960080', '36253 85910', '7084088901', '35257 49737', '1738323858'],
    invalid: ['6789960780', '33253 85910', '678996008', '36253 859107', '7084088901Q', '789960080'],
  },
} satisfies Detector;
