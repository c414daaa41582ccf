import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits, the last a check with weights 8 to 1. */
export default {
  id: 'au.acn',
  version: 1,
  title: 'Australian company number',
  category: 'user.unique_id',
  countries: ['AU'],
  sources: [
    'https://asic.gov.au/for-business/registering-a-company/steps-to-register-a-company/australian-company-numbers/australian-company-number-digit-check/',
  ],
  shapes: [{ kind: 'digits', digits: [9], separators: ' ', groups: [[3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{9}$/.test(digits) || /^0+$/.test(digits)) return invalid;
    return (weightedSum(digits, [8, 7, 6, 5, 4, 3, 2, 1]) + Number(digits[8])) % 10 === 0
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.1,
  shared: true,
  labels: { en: ['acn', 'acns', 'acn number', 'acn no', 'australian company number', 'company number'] },
  columns: ['acn', 'acn_number', 'acn_no', 'australian_company_number', 'company_number'],

  negativeLabels: ['phone', 'tfn', 'abn', 'ssn'],
  needs: 'context',

  reach: 11,
  examples: {
    valid: ['027 662 282', '629252599', '155 868 698'],
    invalid: ['027 662 283', '629252590', '824 753 557', '00549998', '1234567890'],
  },
} satisfies Detector;
