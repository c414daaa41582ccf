import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Four or five digits of the clearing number and six to ten of the account; which check holds depends on the bank. */
export default {
  id: 'bank.se_account',
  version: 1,
  title: 'Swedish account number',
  category: 'user.financial.bank_account',
  countries: ['SE'],
  sources: ['https://www.bankgirot.se/kundservice/teknisk-information/', 'https://sv.wikipedia.org/wiki/Bankkonto'],
  shapes: [
    {
      kind: 'digits',
      digits: [11, 12, 13, 14, 15],
      separators: '- ,',
      groups: [
        [4, 7],
        [4, 9],
        [4, 10],
        [5, 7],
        [5, 9],
        [5, 10],
        [4, 8],
        [4, 1, 3, 3, 3],
        [4, 3, 3, 3],
        [4, 2, 5],
        [5, 3, 3, 3],
        [4, 3, 4],
        [4, 3, 3, 1],
        [4, 1, 9],
        [4, 6, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value, /[\s,-]/g);
    return /^[1-9]\d{10,14}$/.test(digits)
      ? valid(digits, { distinctive: plain(value) === digits ? 0 : 0.3, ...denyPlaceholder(digits) })
      : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['swedish account number', 'bank account', 'bank account number', 'account number', 'account no'],
    sv: [
      'konto',
      'kontonummer',
      'kontonr',
      'konto nr',
      'konto-nr',
      'bankkonto',
      'bankkontonummer',
      'clearing',
      'clearingnummer',
      'clearing- och kontonummer',
      'lonekonto',
      'kontonumret',
    ],
  },
  columns: [
    'kontonummer',
    'kontonr',
    'konto',
    'bankkonto',
    'bankkontonummer',
    'account_number',
    'bank_account',
    'account_no',
  ],
  negativeLabels: ['personnummer', 'telefon', 'tel', 'ocr', 'organisationsnummer', 'orgnr', 'kort', 'kortnummer'],
  needs: 'label',
  deny: [],
  reach: 16,
  examples: {
    valid: ['9068-2023686', '86847-311169899', '6404 902 302 574', '64271109415', '6675-0588921'],
    invalid: ['0068-2023686', '1234567890', '0123-4567890', '9068-202368', '6404 902 302 574Q', '068-2023686'],
  },
} satisfies Detector;
