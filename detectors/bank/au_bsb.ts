import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Bank, state and branch in six digits, an account of five to ten. The label is the proof. */
export default {
  id: 'bank.au_bsb',
  version: 1,
  title: 'Australian bank account (BSB and account)',
  category: 'user.financial.bank_account',
  countries: ['AU'],
  sources: ['https://www.auspaynet.com.au/resources/direct-entry'],
  shapes: [
    {
      kind: 'digits',
      digits: [6, 11, 12, 13, 14, 15, 16],
      separators: '- ',
      groups: [
        [3, 3],
        [3, 3, 5],
        [3, 3, 6],
        [3, 3, 7],
        [3, 3, 8],
        [3, 3, 9],
        [3, 3, 10],
        [3, 3, 3, 3],
        [3, 3, 4, 4],
        [3, 3, 3, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^(?:\d{6}|\d{11,16})$/.test(digits) && !/^000/.test(digits)
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 1,

  labels: {
    en: [
      'bsb',
      'bsb number',
      'bsb no',
      'bsb code',
      'bank account',
      'bank account number',
      'account number',
      'bsb and account',
      'bsb account',
      'direct debit',
    ],
  },
  columns: ['bsb', 'bsb_number', 'bsb_no', 'bsb_code', 'bsb_account', 'bank_account'],

  negativeLabels: ['phone', 'mobile', 'iban'],
  needs: 'label',

  reach: 20,
  examples: {
    valid: ['040-766', '198-807-35290593', '788984', '724 045 76862899'],
    invalid: ['000-123', '12345', '1234567890'],
  },
} satisfies Detector;
