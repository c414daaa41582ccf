import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters (AA, YA, YB, YC …) and seven digits. */
export default {
  id: 'it.passport',
  version: 1,
  title: 'Italian passport number',
  category: 'user.government_id.passport_number',
  countries: ['IT'],
  sources: [
    'https://www.poliziadistato.it/articolo/10301',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [{ kind: 'mask', mask: 'AA9999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{7}$/.test(number) && /^[a-z]{2} ?\d{7}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['italian passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    it: [
      'passaporto',
      'passaporti',
      'numero passaporto',
      'numero di passaporto',
      'n. passaporto',
      'passaporto n.',
      'passaporto italiano',
      'passaporto nr',
    ],
  },
  columns: [
    'passaporto',
    'numero_passaporto',
    'num_passaporto',
    'n_passaporto',
    'passport',
    'passport_number',
    'passport_no',
  ],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['YB9971862', 'AA 3137407', 'YA4839070', 'AA 7731433', 'YB8785159'],
    invalid: ['YB997186', 'AA 31374077', 'YA4839070Q', 'B9971862', 'YA483907012', 'AA 3137407ZZ'],
  },
} satisfies Detector;
