import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Six digits of the bank and branch in pairs, and eight of the account. Which accounts a bank gives out is a table of each bank’s own; nothing is common to all. */
export default {
  id: 'bank.uk_sort_account',
  version: 1,
  title: 'UK sort code and account number',
  category: 'user.financial.bank_account',
  countries: ['GB'],
  sources: [
    'https://www.wearepay.uk/what-we-do/payment-systems/bacs-payment-system/',
    'https://en.wikipedia.org/wiki/Sort_code',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [14],
      separators: '- /',
      groups: [
        [2, 2, 2, 8],
        [6, 8],
      ],
      apart: true,
    },
    { kind: 'digits', digits: [8], separators: ' ', groups: [[4, 4]] },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^(?:\d{6})?\d{8}$/.test(digits) || digits.slice(-8) === '00000000') return invalid;
    return valid(digits, { distinctive: digits.length === 14 ? 1 : 0, ...denyPlaceholder(digits) });
  },
  falseAccept: 1,
  labels: {
    en: [
      'sort code',
      'sortcode',
      'sort code and account number',
      'sort code/account number',
      'account number',
      'account no',
      'account no.',
      'acc no',
      'a/c no',
      'acct no',
      'bank account',
      'bank details',
      'bank account number',
      'bacs',
    ],
  },
  columns: [
    'account_number',
    'account_no',
    'bank_account',
    'bank_account_number',
    'sort_code_account',
    'uk_account_number',
    'acc_no',
  ],
  negativeLabels: ['phone', 'tel', 'mobile', 'fax', 'customer number', 'date'],
  needs: 'label',
  deny: [],
  reach: 17,
  examples: {
    valid: ['13-45-22 40633143', '78426293', '94 15 30 43412190', '38-38-89 24874609', '17963546'],
    invalid: ['1234567', '123456789', '00000000'],
  },
} satisfies Detector;
