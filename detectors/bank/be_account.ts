import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod97 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Bank, account, and the remainder of these ten digits by 97 (97 for 0): 3, 7 and 2 digits. */
export default {
  id: 'bank.be_account',
  version: 1,
  title: 'Belgian account number before the IBAN',
  category: 'user.financial.bank_account',
  countries: ['BE'],
  sources: [
    'https://www.nbb.be/en/payments-and-securities/payment-standards/bank-identification-codes',
    'https://nl.wikipedia.org/wiki/Bankrekeningnummer',
  ],
  shapes: [{ kind: 'digits', digits: [12], separators: '- ', groups: [[3, 7, 2]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{12}$/.test(digits) || (mod97(digits.slice(0, 10)) || 97) !== Number(digits.slice(10))) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.01,
  labels: {
    en: ['bank account', 'bank account number', 'account number', 'account no'],
    nl: [
      'rekening',
      'rekeningnummer',
      'rekeningnr',
      'rekening nr',
      'bankrekening',
      'bankrekeningnummer',
      'zichtrekening',
    ],
    fr: ['compte', 'numero de compte', 'n° de compte', 'no de compte', 'compte bancaire', 'compte a vue'],
    de: ['konto', 'kontonummer', 'bankkonto'],
  },
  columns: [
    'rekening',
    'rekeningnummer',
    'rekening_nr',
    'bankrekening',
    'compte',
    'numero_compte',
    'no_compte',
    'compte_bancaire',
    'account_number',
    'bank_account',
  ],
  negativeLabels: ['identiteitskaart', 'carte d identite', 'mededeling', 'communication'],
  deny: [],
  reach: 14,
  examples: {
    valid: ['688-9375246-07', '325652709830', '045-7224484-46', '845540418833', '556-6666439-78'],
    invalid: ['888-9375246-07', '325612709830', '688-9375246-0', '3256527098307', '045-7224484-46Q', '88-9375246-07'],
  },
} satisfies Detector;
