import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Bank, branch, account and suffix; each bank has its own weights, and some have none. */
export default {
  id: 'bank.nz_account',
  version: 1,
  title: 'New Zealand bank account',
  category: 'user.financial.bank_account',
  countries: ['NZ'],
  sources: [
    'https://www.paymentsnz.co.nz/',
    'https://www.ird.govt.nz/-/media/project/ir/home/documents/digital-service-providers/software-providers/general-information---file-formats/rwt-nrwt-withholding-tax-certificate.pdf',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [15, 16],
      separators: '- ',
      groups: [
        [2, 4, 7, 2],
        [2, 4, 7, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const match = /^(\d{2})(\d{4})(\d{7})(\d{2,3})$/.exec(split(plain(value)) ?? digits);
    if (match === null) return invalid;
    const [, bank, branch, base, suffix] = match as unknown as [string, string, string, string, string];
    let rule = rules[bank];
    if (rule === undefined) return invalid;
    if (rule === 'A' && Number(base) >= 990_000) rule = 'B';
    const { weights, modulus, cross } = algorithms[rule];
    const padded = bank + branch + base.padStart(8, '0') + suffix.padStart(4, '0');
    let sum = 0;
    for (let i = 0; i < weights.length; i++) {
      const product = Number(padded[i]) * weights[i]!;
      sum += cross ? crossed(crossed(product)) : product;
    }
    return sum % modulus === 0 ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.038,

  labels: {
    en: [
      'bank account',
      'bank account number',
      'account number',
      'account no',
      'nz bank account',
      'direct debit',
      'direct credit',
    ],
  },
  columns: ['bank_account', 'bank_account_number', 'account_number', 'account_no', 'nz_bank_account'],

  negativeLabels: ['phone', 'card', 'iban'],
  needs: 'context',

  reach: 20,
  examples: {
    valid: ['06-1283-6491428-00', '06-1905-3643030-000', '060609386076400'],
    invalid: ['99-1234-1234567-00', '01-902-0068389', '12345678901234'],
  },
} satisfies Detector;

/** With separators leading zeros may be missing. */
function split(value: string): string | null {
  const parts = value.split(/[- ]/);
  return parts.length === 4 ? parts.map((part, i) => part.padStart([2, 4, 7, 2][i]!, '0')).join('') : null;
}

const crossed = (product: number) => Math.floor(product / 10) + (product % 10);

type Rule = 'A' | 'B' | 'D' | 'E' | 'F' | 'G' | 'X';

const algorithms: Readonly<Record<Rule, { weights: readonly number[]; modulus: number; cross: boolean }>> = {
  A: { weights: [0, 0, 6, 3, 7, 9, 0, 0, 10, 5, 8, 4, 2, 1], modulus: 11, cross: false },
  B: { weights: [0, 0, 0, 0, 0, 0, 0, 0, 10, 5, 8, 4, 2, 1], modulus: 11, cross: false },
  D: { weights: [0, 0, 0, 0, 0, 0, 0, 7, 6, 5, 4, 3, 2, 1], modulus: 11, cross: false },
  E: { weights: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 4, 3, 2, 0, 0, 0, 1], modulus: 11, cross: true },
  F: { weights: [0, 0, 0, 0, 0, 0, 0, 1, 7, 3, 1, 7, 3, 1], modulus: 10, cross: false },
  G: { weights: [0, 0, 0, 0, 0, 0, 0, 1, 3, 7, 1, 3, 7, 1, 0, 3, 7, 1], modulus: 10, cross: true },
  X: { weights: [], modulus: 1, cross: false },
};

const rules: Readonly<Record<string, Rule>> = {
  '01': 'A',
  '02': 'A',
  '03': 'A',
  '04': 'A',
  '06': 'A',
  '08': 'D',
  '09': 'E',
  '10': 'A',
  '11': 'A',
  '12': 'A',
  '13': 'A',
  '14': 'A',
  '15': 'A',
  '16': 'A',
  '17': 'A',
  '18': 'A',
  '19': 'A',
  '20': 'A',
  '21': 'A',
  '22': 'A',
  '23': 'A',
  '24': 'A',
  '25': 'F',
  '26': 'G',
  '27': 'A',
  '28': 'G',
  '29': 'G',
  '30': 'A',
  '31': 'X',
  '33': 'F',
  '35': 'A',
  '38': 'A',
};
