import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Six to seventeen digits; each bank numbers as it likes. The label is the proof. */
export default {
  id: 'bank.us_account',
  version: 1,
  title: 'US bank account number',
  category: 'user.financial.bank_account',
  countries: ['US'],
  sources: ['https://www.nacha.org/rules/operating-rules', 'https://www.aba.com/about-us/routing-number'],
  shapes: [
    {
      kind: 'digits',
      digits: [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17],
      separators: '-',
      groups: [
        [3, 6],
        [4, 6],
        [5, 5],
        [3, 7],
        [4, 8],
        [4, 4, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{6,17}$/.test(digits)) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 1,

  labels: {
    en: [
      'account number',
      'account no',
      'account nr',
      'acct',
      'acct no',
      'acct number',
      'bank account',
      'bank account number',
      'bank account no',
      'checking account',
      'checking account number',
      'savings account',
      'savings account number',
      'deposit account',
      'direct deposit account',
    ],
    es: ['numero de cuenta', 'cuenta bancaria', 'cuenta corriente', 'cuenta de cheques', 'cuenta de ahorros'],
  },
  columns: [
    'account_number',
    'account_no',
    'acct',
    'acct_no',
    'acct_number',
    'bank_account',
    'bank_account_number',
    'bank_account_no',
    'checking_account',
    'savings_account',
    'bank_acct',
  ],

  negativeLabels: ['routing', 'aba', 'ssn', 'phone', 'fax', 'iban'],
  needs: 'label',

  reach: 19,
  examples: {
    valid: ['4039141097', '232468929942', '31612995', '629-410092'],
    invalid: ['12345', '123456789012345678', '1234-A'],
  },
} satisfies Detector;
