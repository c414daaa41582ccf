import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits (eight in old ones) and a weighted sum that is a multiple of eleven. */
export default {
  id: 'au.tfn',
  version: 1,
  title: 'Australian tax file number',
  category: 'user.government_id.national_identification_number',
  countries: ['AU'],
  sources: [
    'https://www.ato.gov.au/individuals-and-families/tax-file-number',
    'https://en.wikipedia.org/wiki/Tax_file_number',
  ],
  shapes: [{ kind: 'digits', digits: [9], separators: ' -', groups: [[3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    const old = digits.length === 8;
    if (!/^\d{8,9}$/.test(digits) || /^0+$/.test(digits)) return invalid;
    const sum = weightedSum(digits, old ? [10, 7, 8, 4, 6, 3, 5, 1] : [1, 4, 3, 7, 5, 8, 6, 9, 10]);
    return sum % 11 === 0 ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.091,

  labels: { en: ['tfn', 'tfns', 'tfn number', 'tax file number', 'tax file no', 'tfn no', 'ato tfn'] },
  columns: ['tfn', 'tfn_number', 'tax_file_number', 'tax_file_no', 'tfn_no'],

  negativeLabels: ['phone', 'acn', 'abn', 'bsb', 'sin', 'ssn'],
  needs: 'context',
  deny: [
    { value: '123456782', reason: 'documentation: a published test value' },
    { value: '876543210', reason: 'placeholder: digits in a row' },
  ],

  reach: 11,
  examples: {
    valid: ['867 801 468', '173811138', '166-782-789'],
    invalid: ['867 801 469', '173811139', '876 543 211', '1234567', '1234567890'],
  },
} satisfies Detector;
