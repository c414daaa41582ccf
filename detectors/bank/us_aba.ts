import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/**
 * Nine digits: a district of the Federal Reserve, the bank, and a check digit with weights 3-7-1. It says the bank,
 * not the person; beside an account number it is enough to draw money.
 */
export default {
  id: 'bank.us_aba',
  version: 1,
  title: 'US bank routing number (ABA)',
  category: 'user.financial.bank_account',
  countries: ['US'],
  sources: [
    'https://www.aba.com/about-us/routing-number',
    'https://www.frbservices.org/resources/routing-number-directory',
  ],
  shapes: [{ kind: 'digits', digits: [9], separators: '-', groups: [[4, 4, 1]] }],
  check(value) {
    const digits = compact(value);
    // 00-12 Federal Reserve districts, 21-32 thrifts, 61-72 electronic, 80 traveller's cheques.
    if (!/^(?:0\d|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)\d{7}$/.test(digits)) return invalid;
    if (weightedSum(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 !== 0) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.039,
  shared: true,
  labels: {
    en: [
      'routing',
      'routing number',
      'routing no',
      'routing transit number',
      'aba',
      'aba number',
      'aba routing',
      'aba routing number',
      'rtn',
      'bank routing',
      'bank routing number',
      'transit routing number',
      'ach routing',
    ],
    es: ['numero de ruta', 'numero de enrutamiento', 'ruta bancaria'],
  },
  columns: [
    'routing',
    'routing_number',
    'routing_no',
    'aba',
    'aba_number',
    'aba_routing',
    'rtn',
    'bank_routing',
    'bank_routing_number',
    'ach_routing',
  ],

  negativeLabels: ['ssn', 'zip', 'ein', 'passport'],
  needs: 'context',

  reach: 11,
  examples: {
    valid: ['094209273', '317336823', '1267-7147-5', '116667793'],
    invalid: ['094209274', '317336824', '421042111', '1234-0000-0', '12100035', '131000358'],
  },
} satisfies Detector;
