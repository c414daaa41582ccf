import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Ten digits for everybody in the Department of Defense's registry; nothing in it can be checked. */
export default {
  id: 'us.dod_id',
  version: 1,
  title: 'US DoD identification number (EDIPI)',
  category: 'user.government_id.national_identification_number',
  countries: ['US'],
  sources: ['https://www.cac.mil/Common-Access-Card/', 'https://dodcio.defense.gov/'],
  shapes: [{ kind: 'digits', digits: [10] }],
  check(value) {
    const digits = compact(value);
    return /^[1-9]\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.9,

  labels: {
    en: [
      'edipi',
      'edipi number',
      'dod id',
      'dod id number',
      'dod identification number',
      'electronic data interchange personal identifier',
      'cac number',
      'dodid',
    ],
    es: ['edipi', 'numero de identificacion del departamento de defensa'],
  },
  columns: ['edipi', 'dod_id', 'dod_id_number', 'dodid', 'dod_identification_number'],

  negativeLabels: ['phone', 'fax', 'tel'],
  needs: 'label',

  reach: 10,
  examples: { valid: ['7620836742', '1074402523', '3980182771'], invalid: ['0123456789', '123456789', '12345678901'] },
} satisfies Detector;
