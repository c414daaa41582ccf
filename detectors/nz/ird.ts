import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eight or nine digits, the last a check of modulus 11 with a second set of weights where the first gives ten. */
export default {
  id: 'nz.ird',
  version: 1,
  title: 'New Zealand IRD number',
  category: 'user.government_id.national_identification_number',
  countries: ['NZ'],
  sources: [
    'https://www.ird.govt.nz/managing-my-tax/ird-numbers',
    'https://www.ird.govt.nz/-/media/project/ir/home/documents/digital-service-providers/software-providers/payroll-calculations-business-rules-specifications.pdf',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [8, 9],
      separators: '- ',
      groups: [
        [2, 3, 3],
        [3, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value).replace(/^NZ/, '').padStart(9, '0');
    if (!/^\d{9}$/.test(digits) || digits <= '010000000' || digits >= '150000000') return invalid;
    let rest = weightedSum(digits, [3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    if (rest === 1) rest = weightedSum(digits, [7, 4, 3, 2, 5, 2, 7, 6]) % 11;
    return (11 - rest) % 11 === Number(digits[8]) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.053,

  labels: { en: ['ird', 'ird number', 'ird no', 'ird numbers', 'inland revenue number', 'tax number', 'nz ird'] },
  columns: ['ird', 'ird_number', 'ird_no', 'inland_revenue_number', 'nz_ird'],

  negativeLabels: ['phone', 'fax', 'mobile'],
  needs: 'context',

  reach: 11,
  examples: {
    valid: ['57-714-271', '100-473-437', '134009152'],
    invalid: ['57-714-272', '100-473-438', '49098577', '9125567', '1234567890'],
  },
} satisfies Detector;
