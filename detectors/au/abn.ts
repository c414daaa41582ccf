import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/**
 * Eleven digits; less one from the first, the weighted sum is a multiple of 89. A sole trader's says who the person
 * is.
 */
export default {
  id: 'au.abn',
  version: 1,
  title: 'Australian business number',
  category: 'user.unique_id',
  countries: ['AU'],
  sources: ['https://abr.business.gov.au/Help/AbnFormat'],
  shapes: [{ kind: 'digits', digits: [11], separators: ' ', groups: [[2, 3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    if (!/^[1-9]\d{10}$/.test(digits)) return invalid;
    const sum = weightedSum(digits, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10;
    return sum % 89 === 0 ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.01,

  labels: { en: ['abn', 'abns', 'abn number', 'abn no', 'australian business number', 'business number'] },
  columns: ['abn', 'abn_number', 'abn_no', 'australian_business_number', 'supplier_abn'],

  negativeLabels: ['phone', 'mobile'],

  deny: [{ value: '51824753556', reason: "documentation: the tax office's own, in every guide" }],

  reach: 14,
  examples: {
    valid: ['70 200 175 801', '53328274055', '40 801 177 873'],
    invalid: ['70 200 175 802', '53328274056', '52 824 753 556', '00000000560', '5182475355'],
  },
} satisfies Detector;
