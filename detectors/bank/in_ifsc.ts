import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** Four letters of the bank, a zero, six figures of the branch. It says the bank, not the person. */
export default {
  id: 'bank.in_ifsc',
  version: 1,
  title: 'Indian bank branch code (IFSC)',
  category: 'user.financial.bank_account',
  countries: ['IN'],
  sources: [
    'https://www.rbi.org.in/Scripts/IFSCMICRDetails.aspx',
    'https://en.wikipedia.org/wiki/Indian_Financial_System_Code',
  ],
  shapes: [{ kind: 'mask', mask: 'AAAA9XXXXXX' }],
  check(value) {
    const code = compact(value);
    return /^[A-Z]{4}0[\dA-Z]{6}$/.test(code) ? valid(code) : invalid;
  },
  falseAccept: 0.1,
  shared: true,
  labels: {
    en: ['ifsc', 'ifsc code', 'ifs code', 'ifsc no', 'rtgs code', 'neft code'],
    hi: ['आईएफएससी', 'आईएफएससी कोड'],
  },
  columns: ['ifsc', 'ifsc_code', 'ifs_code', 'bank_ifsc', 'ifsc_no'],

  needs: 'label',

  reach: 11,
  examples: {
    valid: ['ICIC0002918', 'HDFC0020997', 'KKBK0229872'],
    invalid: ['SBIN1000123', 'SBI00001234', 'SBIN000012'],
  },
} satisfies Detector;
