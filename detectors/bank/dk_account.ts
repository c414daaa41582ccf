import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Four digits of the branch and up to ten of the account; there is no common check. */
export default {
  id: 'bank.dk_account',
  version: 1,
  title: 'Danish account number',
  category: 'user.financial.bank_account',
  countries: ['DK'],
  sources: ['https://www.finansdanmark.dk/', 'https://da.wikipedia.org/wiki/Kontonummer'],
  shapes: [
    {
      kind: 'digits',
      digits: [14],
      separators: ' -',
      groups: [
        [4, 10],
        [4, 4, 6],
        [4, 3, 3, 4],
      ],
    },
    {
      kind: 'digits',
      digits: [11, 12, 13],
      separators: ' -',
      groups: [
        [4, 7],
        [4, 8],
        [4, 9],
        [4, 3, 4],
        [4, 6, 3],
      ],
      apart: true,
    },
    { kind: 'digits', digits: [7, 8, 9, 10] },
  ],
  check(value) {
    const digits = compact(value);
    return /^\d{7,14}$/.test(digits) && !/^0+$/.test(digits)
      ? valid(digits, { distinctive: digits.length > 10 ? 0.3 : 0, ...denyPlaceholder(digits) })
      : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['danish account number', 'bank account', 'bank account number', 'account number', 'account no'],
    da: [
      'konto',
      'kontonummer',
      'kontonr',
      'konto nr',
      'konto-nr',
      'kontonr.',
      'konto nr.',
      'bankkonto',
      'reg.nr. og kontonr',
      'reg. og kontonr',
      'lonkonto',
      'reg/konto',
    ],
  },
  columns: [
    'kontonummer',
    'kontonr',
    'konto_nr',
    'konto',
    'bankkonto',
    'reg_konto',
    'account_number',
    'bank_account',
    'account_no',
  ],
  negativeLabels: ['telefon', 'tlf', 'cvr', 'cpr', 'reg nr'],
  needs: 'label',
  deny: [],
  reach: 15,
  examples: {
    valid: ['4626 7174157580', '9215-7431773', '3352331', '4138 6870292524', '2716-2138768'],
    invalid: ['123456', '0000000', '3352331Q', '9215-7431773ZZ'],
  },
} satisfies Detector;
