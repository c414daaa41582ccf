import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Ten digits from 1 to 4; the check is not published. */
export default {
  id: 'sk.dic',
  version: 1,
  title: 'Slovak tax number (DIČ)',
  category: 'user.government_id.national_identification_number',
  countries: ['SK'],
  sources: [
    'https://www.financnasprava.sk/',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/slovak-republic-tin.pdf',
  ],
  shapes: [{ kind: 'digits', digits: [10] }],
  check(value) {
    const digits = compact(value);
    return /^[1-4]\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['slovak tax number', 'dic', 'tax id', 'tax number', 'tin'],
    sk: ['dic', 'danove identifikacne cislo', 'danoveho identifikacneho cisla'],
  },
  columns: ['dic', 'danove_identifikacne_cislo', 'tax_id', 'tax_number', 'tin'],
  negativeLabels: ['telefon', 'tel', 'mobil', 'rodne cislo'],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['2061043570', '1009999845', '2056720207', '2019396889', '1013610271'],
    invalid: ['0061043570', '9009999845', '5123456789', '206104357', '10099998457', '2056720207Q'],
  },
} satisfies Detector;
