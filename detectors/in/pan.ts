import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/**
 * Three letters, one for the kind of holder, the surname's initial, four digits, and a check letter whose rule is
 * not published.
 */
export default {
  id: 'in.pan',
  version: 1,
  title: 'Indian permanent account number (PAN)',
  category: 'user.government_id.national_identification_number',
  countries: ['IN'],
  sources: [
    'https://incometaxindia.gov.in/tutorials/1.permanent%20account%20number%20(pan).pdf',
    'https://en.wikipedia.org/wiki/Permanent_account_number',
  ],
  shapes: [{ kind: 'mask', mask: 'AAAAA9999A' }],
  check(value) {
    const number = compact(value);
    if (!/^[A-Z]{3}[ABCFGHJLPTK][A-Z]\d{4}[A-Z]$/.test(number) || number.slice(5, 9) === '0000') return invalid;
    return valid(number, { distinctive: value === number ? 0.7 : 0.2, ...denyPlaceholder(number.slice(5, 9)) });
  },
  falseAccept: 0.42,

  labels: {
    en: ['pan', 'pan number', 'pan no', 'pan card', 'permanent account number', 'income tax pan', 'pan id'],
    hi: ['पैन', 'पैन नंबर', 'पैन कार्ड', 'स्थायी खाता संख्या'],
  },
  columns: ['pan', 'pan_number', 'pan_no', 'pan_card', 'permanent_account_number', 'pan_id'],

  negativeLabels: ['part', 'model', 'sku'],

  deny: [
    { value: 'ABCDE1234F', reason: 'documentation: a common sample' },
    { value: 'AAAPL1234C', reason: 'documentation: a common sample' },
  ],

  reach: 10,
  examples: {
    valid: ['LSBCM9073X', 'TDBPP3333E', 'VATPR5578E', 'HNCHY1840C'],
    invalid: ['ABCXD1234Z', 'ABCPD12345', 'ABCP1234Z', 'ABCPD0000Z'],
  },
} satisfies Detector;
