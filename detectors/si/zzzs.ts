import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits; the check is not published. */
export default {
  id: 'si.zzzs',
  version: 1,
  title: 'Slovenian health insurance number (ZZZS)',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['SI'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [9] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['zzzs number', 'slovenian health insurance number', 'health insurance number'],
    sl: [
      'zzzs',
      'zzzs stevilka',
      'stevilka zavarovane osebe',
      'zzzs st.',
      'st. zavarovane osebe',
      'zdravstvena izkaznica',
      'stevilka zdravstvenega zavarovanja',
      'kzz',
    ],
  },
  columns: ['zzzs', 'zzzs_stevilka', 'stevilka_zavarovane_osebe', 'zzzs_st', 'health_insurance_number'],
  negativeLabels: ['telefon', 'tel', 'gsm'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['776899751', '961637523', '769477162', '855403690', '985219039'],
    invalid: ['77689975', '9616375237', '769477162Q', '76899751', '76947716212', '961637523ZZ'],
  },
} satisfies Detector;
