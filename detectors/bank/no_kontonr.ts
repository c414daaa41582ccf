import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eleven digits in groups of 4, 2 and 5, the last a check digit modulus 11. */
export default {
  id: 'bank.no_kontonr',
  version: 1,
  title: 'Norwegian account number',
  category: 'user.financial.bank_account',
  countries: ['NO'],
  sources: ['https://www.bits.no/', 'https://no.wikipedia.org/wiki/Kontonummer'],
  shapes: [{ kind: 'digits', digits: [11], separators: '. ', groups: [[4, 2, 5]] }],
  check(value) {
    const digits = compact(value);
    if (
      !/^\d{11}$/.test(digits) ||
      digits.startsWith('0000') ||
      weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 !== 0
    )
      return invalid;
    return valid(digits, { distinctive: plain(value).includes('.') ? 1 : 0, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.091,
  labels: {
    en: ['norwegian account number', 'bank account', 'bank account number', 'account number', 'account no'],
    no: [
      'konto',
      'kontonummer',
      'kontonr',
      'konto nr',
      'konto-nr',
      'konto nr.',
      'kontonummeret',
      'bankkonto',
      'bankkontonummer',
      'bankkontonr',
      'lonnskonto',
      'til konto',
      'fra konto',
    ],
  },
  columns: [
    'kontonummer',
    'kontonr',
    'konto_nr',
    'konto',
    'bankkonto',
    'bankkontonummer',
    'account_number',
    'bank_account',
    'account_no',
  ],
  negativeLabels: ['fodselsnummer', 'personnummer', 'fnr', 'kid', 'telefon', 'tlf'],
  needs: 'context',
  deny: [{ value: '86011117947', reason: 'documentation: Norwegian sample of the IBAN registry' }],
  reach: 13,
  examples: {
    valid: ['2671.07.32425', '26206429487', '2849 16 59965', '2806.89.37304', '36658180694'],
    invalid: ['2671.07.32725', '25206429487', '2671.07.3242', '262064294877', '2849 16 59965Q', '671.07.32425'],
  },
} satisfies Detector;
