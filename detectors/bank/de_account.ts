import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Up to ten digits; which of about 150 checks holds depends on the bank. The bank’s code (eight digits) beside it is no person’s. */
export default {
  id: 'bank.de_account',
  version: 1,
  title: 'German account number with or without bank code',
  category: 'user.financial.bank_account',
  countries: ['DE'],
  sources: ['https://www.bundesbank.de/de/aufgaben/unbarer-zahlungsverkehr/serviceangebot/bankleitzahlen'],
  shapes: [
    {
      kind: 'digits',
      digits: [7, 8, 9, 10],
      separators: ' ',
      groups: [
        [3, 3, 3],
        [1, 3, 3, 3],
        [2, 3, 3],
        [3, 3, 4],
        [4, 3, 3],
        [3, 3, 2],
        [1, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^\d{7,10}$/.test(digits) && !/^0+$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['german account number', 'kontonummer', 'konto-nr'],
    de: [
      'kontonummer',
      'kontonummern',
      'konto-nr',
      'konto-nr.',
      'kontonr',
      'konto nr',
      'kto-nr',
      'kto.-nr.',
      'kto nr',
      'ktonr',
      'kto',
      'konto',
      'girokonto',
      'bankkonto',
      'bankverbindung',
    ],
  },
  columns: ['kontonummer', 'konto_nr', 'kontonr', 'kto_nr', 'ktonr', 'kto', 'bankkonto', 'girokonto'],
  negativeLabels: [
    'blz',
    'bankleitzahl',
    'telefon',
    'tel',
    'fax',
    'sachkonto',
    'kundennummer',
    'mitgliedsnummer',
    'kostenstelle',
  ],
  needs: 'label',
  deny: [],
  reach: 11,
  examples: {
    valid: ['4142887472', '35509218', '553 315 194', '8321274', '4684062350'],
    invalid: ['123456', '12345678901', '00000000', '553 315 194Q', '553 315 19412', '35509218ZZ'],
  },
} satisfies Detector;
