import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Bank (4), branch (4), two check digits, account (10): each check digit modulus 11 with weights 1, 2, 4, 8, 5, 10, 9, 7, 3, 6. */
export default {
  id: 'bank.es_ccc',
  version: 1,
  title: 'Spanish account number (CCC)',
  category: 'user.financial.bank_account',
  countries: ['ES'],
  sources: ['https://www.bde.es/', 'https://es.wikipedia.org/wiki/C%C3%B3digo_cuenta_cliente'],
  shapes: [
    {
      kind: 'digits',
      digits: [20],
      separators: ' -',
      groups: [
        [4, 4, 2, 10],
        [4, 4, 4, 4, 4],
        [4, 4, 2, 4, 4, 2],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{20}$/.test(digits) || digits.startsWith('0000')) return invalid;
    const fits =
      control(`00${digits.slice(0, 8)}`) === digits.charAt(8) && control(digits.slice(10)) === digits.charAt(9);
    return fits ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.01,
  labels: {
    en: ['ccc', 'bank account', 'bank account number', 'account number', 'account no'],
    es: [
      'ccc',
      'c.c.c.',
      'codigo cuenta cliente',
      'cuenta',
      'numero de cuenta',
      'nº de cuenta',
      'nº cuenta',
      'cuenta bancaria',
      'cuenta corriente',
      'c/c',
      'datos bancarios',
      'domiciliacion',
    ],
  },
  columns: [
    'ccc',
    'cuenta',
    'numero_cuenta',
    'num_cuenta',
    'cuenta_bancaria',
    'cuenta_corriente',
    'codigo_cuenta_cliente',
    'bank_account',
    'account_number',
  ],
  deny: [{ value: '12341234161234567890', reason: 'placeholder: digits in a row' }],
  reach: 23,
  examples: {
    valid: [
      '2546 5862 53 3040221884',
      '24860023157695568567',
      '2753 9108 91 0862432396',
      '20892297370660842612',
      '2793 6266 36 2440211772',
    ],
    invalid: [
      '2546 5862 53 3040221384',
      '24880023157695568567',
      '2546 5862 53 304022188',
      '248600231576955685677',
      '2753 9108 91 0862432396Q',
      '546 5862 53 3040221884',
    ],
  },
} satisfies Detector;

function control(digits: string): string {
  const check = 11 - (weightedSum(digits, [1, 2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11);
  return String(check === 10 ? 1 : check === 11 ? 0 : check);
}
