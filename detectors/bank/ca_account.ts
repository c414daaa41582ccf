import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/**
 * Five digits of the branch, three of the institution, seven to twelve of the account; or electronically 0,
 * institution and branch. The label is the proof.
 */
export default {
  id: 'bank.ca_account',
  version: 1,
  title: 'Canadian bank account (transit, institution, account)',
  category: 'user.financial.bank_account',
  countries: ['CA'],
  sources: ['https://www.payments.ca/systems-services/payment-systems/financial-institutions-branch-directory'],
  shapes: [
    {
      kind: 'digits',
      digits: [8, 9, 15, 16, 17, 18, 19, 20],
      separators: '- ',
      groups: [
        [5, 3],
        [5, 3, 7],
        [5, 3, 8],
        [5, 3, 9],
        [5, 3, 10],
        [5, 3, 11],
        [5, 3, 12],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const institution = /^\d{5}(\d{3})(?:\d{7,12})?$/.exec(digits)?.[1] ?? /^0(\d{3})\d{5}$/.exec(digits)?.[1];
    // Banks 001-399, trust companies and credit unions 500-899; no others are given.
    if (institution === undefined || !/^(?:00[1-9]|0[1-9]\d|[1-3]\d\d|[5-8]\d\d)$/.test(institution)) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.71,

  labels: {
    en: [
      'transit',
      'transit number',
      'transit no',
      'transit and institution',
      'transit institution account',
      'bank account',
      'bank account number',
      'account number',
      'account no',
      'direct deposit',
      'void cheque',
      'void check',
    ],
    fr: ['numero de transit', 'transit', 'compte bancaire', 'numero de compte', 'depot direct', 'specimen de cheque'],
  },
  columns: [
    'transit',
    'transit_number',
    'bank_account',
    'bank_account_number',
    'account_number',
    'account_no',
    'direct_deposit',
    'numero_de_compte',
    'numero_transit',
  ],

  negativeLabels: ['phone', 'fax', 'sin', 'iban'],
  needs: 'label',

  reach: 22,
  examples: {
    valid: ['48891-258-6621080', '13021-083', '01217-097-43541029', '255102011726178'],
    invalid: ['12345-456', '1234567', '99999-000'],
  },
} satisfies Detector;
