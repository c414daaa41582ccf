import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Bank (two digits), branch (three) and account (four to nine). The label is the proof. */
export default {
  id: 'bank.il_account',
  version: 1,
  title: 'Israeli bank account',
  category: 'user.financial.bank_account',
  countries: ['IL'],
  sources: ['https://www.boi.org.il/en/economic-roles/payment-and-settlement-systems/'],
  shapes: [
    {
      kind: 'digits',
      digits: [9, 10, 11, 12, 13, 14],
      separators: '-/',
      groups: [
        [2, 3, 4],
        [2, 3, 5],
        [2, 3, 6],
        [2, 3, 7],
        [2, 3, 8],
        [2, 3, 9],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^(?:0[34]|1[0-478]|2[0-3]|26|3[149]|46|5[24]|68|99)\d{7,12}$/.test(digits)
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.22,

  labels: {
    en: ['bank account', 'bank account number', 'account number', 'account no', 'israeli bank account'],
    he: ['חשבון בנק', 'מספר חשבון', 'מספר חשבון בנק'],
  },
  columns: ['bank_account', 'bank_account_number', 'account_number', 'account_no', 'mispar_heshbon'],

  negativeLabels: ['phone', 'fax', 'iban'],
  needs: 'label',

  reach: 17,
  examples: {
    valid: ['10-429-435017', '11-944-02323690', '20-135-386673'],
    invalid: ['01-234-567890', '12-345', '151234567890'],
  },
} satisfies Detector;
