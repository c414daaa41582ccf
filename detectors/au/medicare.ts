import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eight digits from 2 to 6, a check digit, the card's issue, and at times the person's line on it. */
export default {
  id: 'au.medicare',
  version: 1,
  title: 'Australian Medicare number',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['AU'],
  sources: ['https://www.servicesaustralia.gov.au/medicare-card', 'https://meteor.aihw.gov.au/content/270101'],
  shapes: [
    {
      kind: 'digits',
      digits: [10, 11],
      separators: ' -/',
      groups: [
        [4, 5, 1],
        [4, 5, 1, 1],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^[2-6]\d{8}[1-9][1-9]?$/.test(digits)) return invalid;
    return weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(digits[8])
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.045,

  labels: {
    en: ['medicare', 'medicare number', 'medicare no', 'medicare card', 'medicare card number', 'mcn', 'medicare ref'],
  },
  columns: ['medicare', 'medicare_number', 'medicare_no', 'medicare_card', 'medicare_card_number'],

  negativeLabels: ['phone', 'tel', 'fax', 'mobile'],
  needs: 'context',

  reach: 14,
  examples: {
    valid: ['4589 20141 9', '3181978341', '2499 66464 1'],
    invalid: ['4589 20141 0', '3181978340', '2123 25870 1', '7123 45670 1', '212345670'],
  },
} satisfies Detector;
