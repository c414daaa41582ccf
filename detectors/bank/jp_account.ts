import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/**
 * An account of seven digits, with the bank (four) and branch (three) before it or without. The label is the proof.
 */
export default {
  id: 'bank.jp_account',
  version: 1,
  title: 'Japanese bank account',
  category: 'user.financial.bank_account',
  countries: ['JP'],
  sources: ['https://www.zenginkyo.or.jp/en/'],
  shapes: [
    {
      kind: 'digits',
      digits: [7, 10, 14],
      separators: '- ',
      groups: [
        [3, 7],
        [4, 3, 7],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^(?:\d{7}|\d{10}|\d{14})$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,

  labels: {
    en: ['bank account', 'bank account number', 'account number', 'account no', 'savings account', 'ordinary account'],
    ja: ['口座番号', '銀行口座', '振込先', '普通預金', '普通口座', '当座預金'],
  },
  columns: ['bank_account', 'bank_account_number', 'account_number', 'account_no', 'koza_bango'],

  negativeLabels: ['phone', 'tel', 'fax', 'iban'],
  needs: 'label',

  reach: 16,
  examples: { valid: ['5866771', '035-8455224', '0140-361-2202403'], invalid: ['123456', '12345678', '123456789'] },
} satisfies Detector;
