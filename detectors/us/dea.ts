import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/**
 * A letter for the kind of registrant, the first letter of the name (or a digit 9), and seven digits, the last a
 * check: who may prescribe controlled substances.
 */
export default {
  id: 'us.dea',
  version: 1,
  title: 'US DEA registration number',
  category: 'user.unique_id',
  countries: ['US'],
  sources: [
    'https://www.deadiversion.usdoj.gov/drugreg/reg_apps/onlineforms_new.htm',
    'https://en.wikipedia.org/wiki/DEA_number',
  ],
  shapes: [
    { kind: 'mask', mask: 'AA9999999' },
    { kind: 'mask', mask: 'A99999999' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^[A-HJ-NP-UXY][A-Z9]\d{7}$/.test(number)) return invalid;
    const digits = number.slice(2);
    if (weightedSum(digits, [1, 2, 1, 2, 1, 2]) % 10 !== Number(digits.at(-1))) return invalid;
    return valid(number, denyPlaceholder(digits));
  },
  falseAccept: 0.045,

  labels: {
    en: [
      'dea',
      'dea number',
      'dea no',
      'dea registration',
      'dea registration number',
      'dea license',
      'dea reg no',
      'dea id',
      'certificate number',
      'medical license',
    ],
    es: ['dea', 'numero dea', 'registro dea'],
  },
  columns: [
    'dea',
    'dea_number',
    'dea_no',
    'dea_registration',
    'dea_registration_number',
    'prescriber_dea',
    'physician_dea',
  ],

  negativeLabels: ['passport', 'part', 'model', 'sku'],

  reach: 9,
  examples: {
    valid: ['FN9067237', 'BN2324527', 'KS8737528', 'B93921308'],
    invalid: ['FN9067238', 'BN2324528', 'BG8207031', 'ZA1234563', 'AB12345', 'AB12345633'],
  },
} satisfies Detector;
