import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters and six or seven digits. */
export default {
  id: 'hu.passport',
  version: 1,
  title: 'Hungarian passport number',
  category: 'user.government_id.passport_number',
  countries: ['HU'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'mask', mask: 'AA9999999', separators: ' ' },
    { kind: 'mask', mask: 'AA999999', separators: ' ' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{6,7}$/.test(number) && /^[a-z]{2} ?\d{6,7}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['hungarian passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    hu: ['utlevel', 'utlevelszam', 'utlevel szama', 'utlevel szam', 'utlevelenek szama'],
  },
  columns: ['utlevel', 'utlevelszam', 'utlevel_szam', 'passport', 'passport_number', 'passport_no'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['BH8391559', 'BJ191804', 'BH4926163', 'BO897775', 'BH0261522'],
    invalid: ['BH4926163Q', 'H8391559', 'BH492616312', 'BJ191804ZZ'],
  },
} satisfies Detector;
