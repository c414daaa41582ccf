import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod97 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Two check digits, eight of the bank, sixteen of the account: the IBAN without PL. */
export default {
  id: 'bank.pl_nrb',
  version: 1,
  title: 'Polish account number (NRB)',
  category: 'user.financial.bank_account',
  countries: ['PL'],
  sources: ['https://nbp.pl/system-platniczy/', 'https://pl.wikipedia.org/wiki/Numer_Rachunku_Bankowego'],
  shapes: [
    {
      kind: 'digits',
      digits: [26],
      separators: ' -',
      groups: [
        [2, 4, 4, 4, 4, 4, 4],
        [2, 8, 16],
        [2, 8, 4, 4, 4, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^\d{26}$/.test(digits) && mod97(`${digits.slice(2)}2521${digits.slice(0, 2)}`) === 1
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.01,
  labels: {
    en: ['bank account', 'bank account number', 'account number', 'account no', 'nrb'],
    pl: [
      'nrb',
      'konto',
      'konta',
      'nr konta',
      'numer konta',
      'numeru konta',
      'rachunek',
      'rachunku',
      'rachunek bankowy',
      'nr rachunku',
      'numer rachunku',
      'numeru rachunku',
      'numer rachunku bankowego',
      'nr rachunku bankowego',
      'przelew',
      'przelewu',
    ],
  },
  columns: [
    'nrb',
    'konto',
    'nr_konta',
    'numer_konta',
    'nr_rachunku',
    'numer_rachunku',
    'rachunek',
    'rachunek_bankowy',
    'account_number',
    'bank_account',
    'account_no',
  ],
  deny: [{ value: '61109010140000071219812874', reason: 'documentation: Polish sample of the IBAN registry' }],
  reach: 32,
  examples: {
    valid: [
      '76 4874 8612 2554 9871 7271 5537',
      '34087657462139697231184425',
      '32 3444 7483 0313 3261 0713 1298',
      '14524166215511792784046788',
      '95 9861 3998 8310 4690 9734 8873',
    ],
    invalid: [
      '76 4874 8612 2554 9841 7271 5537',
      '34087657462132697231184425',
      '76 4874 8612 2554 9871 7271 553',
      '340876574621396972311844257',
      '32 3444 7483 0313 3261 0713 1298Q',
      '6 4874 8612 2554 9871 7271 5537',
    ],
  },
} satisfies Detector;
