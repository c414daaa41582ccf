import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Nine digits: area, group, serial. There is no check digit, so that nine bare digits say next to nothing. */
export default {
  id: 'us.ssn',
  version: 1,
  title: 'US Social Security number',
  category: 'user.government_id.national_identification_number',
  countries: ['US'],
  sources: ['https://www.ssa.gov/employer/randomization.html', 'https://www.ssa.gov/history/ssn/misused.html'],
  shapes: [{ kind: 'digits', digits: [9], separators: '- .', groups: [[3, 2, 4]] }],
  check(value) {
    const digits = compact(value);
    if (!/^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits)) return invalid;
    const form = /^\d{3}([-. ]?)\d{2}\1\d{4}$/.exec(plain(value));
    if (form === null) return invalid;
    return valid(digits, { distinctive: forms[form[1]!] ?? 0, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.89,
  labels: {
    en: [
      'ssn',
      'ssns',
      'ssn number',
      'social security',
      'social security number',
      'social security numbers',
      'social security no',
      'soc sec',
      'soc sec no',
      'ss number',
      'ss no',
      'social insurance',
      'taxpayer id',
      'tax id',
      'tin',
    ],
    es: ['ssn', 'numero de seguro social', 'seguro social', 'nss'],
    de: ['us-sozialversicherungsnummer', 'us sozialversicherungsnummer'],
    fr: ['numero de securite sociale americain'],
  },
  columns: [
    'ssn',
    'ssn_number',
    'social_security',
    'social_security_number',
    'social_security_no',
    'soc_sec',
    'tax_id',
    'tin',
    'national_id',
  ],
  negativeLabels: ['routing', 'aba', 'ein', 'zip', 'duns', 'cage', 'sin', 'itin'],
  deny: [
    { value: '078051120', reason: 'test value: printed in wallets and misused ever since' },
    { value: '219099999', reason: 'test value: from a pamphlet of the Social Security Board' },
    { value: '123456789', reason: 'placeholder: digits in a row' },
    { value: '457555462', reason: 'test value: published in advertisements' },
  ],
  reach: 11,
  examples: {
    valid: ['536-90-4399', '512 66 3081', '536904399', '219-09-9998', '001-01-0001'],
    invalid: ['000-12-3456', '666-12-3456', '912-12-3456', '536-00-4399', '536-90-0000', '536-90-43991', '53-690-4399'],
  },
} satisfies Detector;

/** How telling it is to be written so, beyond being grouped. */
const forms: Readonly<Record<string, number>> = { '-': 1.3, ' ': 0, '.': -0.3 };
