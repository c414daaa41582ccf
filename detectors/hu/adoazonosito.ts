import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Ten digits from 8: days since 1867 until birth, serial, check digit modulus 11 with weights 1 … 9. */
export default {
  id: 'hu.adoazonosito',
  version: 1,
  title: 'Hungarian personal tax number',
  category: 'user.government_id.national_identification_number',
  countries: ['HU'],
  sources: [
    'https://nav.gov.hu/',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/hungary-tin.pdf',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [10],
      separators: ' -',
      groups: [
        [3, 3, 4],
        [1, 5, 3, 1],
        [3, 3, 3, 1],
        [4, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    // Births from 1900 on.
    if (!/^8\d{9}$/.test(digits) || Number(digits.slice(1, 6)) < 12052) return invalid;
    return weightedSum(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 === Number(digits.charAt(9))
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.008,
  labels: {
    en: ['hungarian tax number', 'tax identification number', 'tax id', 'tax number', 'tin'],
    hu: [
      'adoazonosito',
      'adoazonosito jel',
      'adoazonosito jele',
      'ado azonosito',
      'ado azonosito jel',
      'adoazon. jel',
      'adokartya',
    ],
  },
  columns: ['adoazonosito', 'adoazonosito_jel', 'ado_azonosito', 'tax_id', 'tax_number', 'tin'],
  negativeLabels: ['telefon', 'tel', 'mobil', 'adoszam'],
  deny: [],
  reach: 12,
  examples: {
    valid: ['8379336313', '849 895 4355', '8487413862', '835 247 3360', '8329721574'],
    invalid: ['8379336353', '849 895 4359', '837933631', '849 895 43557', '8487413862Q', '379336313'],
  },
} satisfies Detector;
