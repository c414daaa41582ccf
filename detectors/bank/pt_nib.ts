import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod97 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Bank (4), branch (4), account (11), and 98 less the remainder of these with 00 behind them by 97. */
export default {
  id: 'bank.pt_nib',
  version: 1,
  title: 'Portuguese bank identification number (NIB)',
  category: 'user.financial.bank_account',
  countries: ['PT'],
  sources: [
    'https://www.bportugal.pt/',
    'https://pt.wikipedia.org/wiki/N%C3%BAmero_de_identifica%C3%A7%C3%A3o_banc%C3%A1ria',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [21],
      separators: ' .-',
      groups: [
        [4, 4, 11, 2],
        [4, 4, 4, 4, 4, 1],
        [4, 4, 3, 3, 3, 3, 1],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^\d{21}$/.test(digits) && !digits.startsWith('0000') && mod97(digits) === 1
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.011,
  labels: {
    en: ['nib', 'bank account', 'bank account number', 'account number', 'account no'],
    pt: [
      'nib',
      'n.i.b.',
      'conta',
      'numero de conta',
      'n.º de conta',
      'nº conta',
      'conta bancaria',
      'identificacao bancaria',
      'transferencia bancaria',
      'debito direto',
    ],
  },
  columns: ['nib', 'conta', 'numero_conta', 'num_conta', 'conta_bancaria', 'bank_account', 'account_number'],
  deny: [],
  reach: 24,
  examples: {
    valid: [
      '0053 3400 95293779511 31',
      '008265832406247421252',
      '0021 4022 95424953268 34',
      '000520742326956515257',
      '0089 6222 04630464116 57',
    ],
    invalid: [
      '0053 3400 45293779511 31',
      '008265802406247421252',
      '0053 3400 95293779511 3',
      '0082658324062474212527',
      '0021 4022 95424953268 34Q',
      '053 3400 95293779511 31',
    ],
  },
} satisfies Detector;
