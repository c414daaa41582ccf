import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine to eighteen digits; each bank numbers as it likes. The label is the proof. */
export default {
  id: 'bank.in_account',
  version: 1,
  title: 'Indian bank account number',
  category: 'user.financial.bank_account',
  countries: ['IN'],
  sources: ['https://www.rbi.org.in/', 'https://www.npci.org.in/'],
  shapes: [{ kind: 'digits', digits: [9, 10, 11, 12, 13, 14, 15, 16, 17, 18] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9,18}$/.test(digits) && !/^0{4}/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,

  labels: {
    en: [
      'account number',
      'account no',
      'a/c no',
      'a/c',
      'ac no',
      'bank account',
      'bank account number',
      'savings account',
      'current account',
      'beneficiary account',
    ],
    hi: ['खाता संख्या', 'बैंक खाता', 'खाता नंबर', 'बैंक खाता संख्या'],
  },
  columns: [
    'account_number',
    'account_no',
    'ac_no',
    'bank_account',
    'bank_account_number',
    'acc_no',
    'savings_account',
    'beneficiary_account',
  ],

  negativeLabels: ['mobile', 'phone', 'aadhaar', 'card', 'iban', 'permanent account number'],
  needs: 'label',

  reach: 18,
  examples: {
    valid: ['34827807670', '32401751893349', '391091721397862'],
    invalid: ['12345678', '1234567890123456789', '0000123456789'],
  },
} satisfies Detector;
