import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Ten digits from 9, the last a check of modulus 11. */
export default {
  id: 'ca.bc_phn',
  version: 1,
  title: 'British Columbia personal health number',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['CA'],
  sources: [
    'https://www2.gov.bc.ca/gov/content/health/health-drug-coverage/msp/bc-residents',
    'https://www2.gov.bc.ca/assets/gov/health/practitioner-pro/software-development-guidelines/conformance-standards/vol-4b-app-rules-client-registry.pdf',
  ],
  shapes: [{ kind: 'digits', digits: [10], separators: '- ', groups: [[4, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    if (!/^9\d{9}$/.test(digits)) return invalid;
    const rest = weightedSum(digits.slice(1), [2, 4, 8, 5, 10, 9, 7, 3]) % 11;
    return (11 - rest) % 11 === Number(digits[9]) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.0094,

  labels: {
    en: [
      'phn',
      'bc phn',
      'personal health number',
      'personal health no',
      'bc services card',
      'care card',
      'carecard',
      'msp number',
      'bc health number',
      'health number',
    ],
    fr: ['numero de sante personnel', 'numero personnel de sante'],
  },
  columns: ['phn', 'bc_phn', 'personal_health_number', 'msp_number', 'bc_health_number', 'carecard'],

  negativeLabels: ['phone', 'fax'],
  needs: 'context',

  reach: 12,
  examples: {
    valid: ['9737 925 006', '9289-452-793', '9563530846'],
    invalid: ['9737 925 007', '9289-452-794', '8736019437', '97360194', '1736019437'],
  },
} satisfies Detector;
