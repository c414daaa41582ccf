import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits; the check is not published. */
export default {
  id: 'hr.mbo',
  version: 1,
  title: 'Croatian health insurance number (MBO)',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['HR'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [9] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['mbo', 'croatian health insurance number', 'health insurance number'],
    hr: [
      'mbo',
      'mbo broj',
      'maticni broj osigurane osobe',
      'maticni broj osiguranika',
      'broj osigurane osobe',
      'broj zdravstvene iskaznice',
      'zdravstvena iskaznica',
    ],
  },
  columns: ['mbo', 'maticni_broj_osigurane_osobe', 'maticni_broj_osiguranika', 'health_insurance_number'],
  negativeLabels: ['telefon', 'tel', 'mob', 'oib'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['529164482', '438832538', '394885266', '562031612', '526697065'],
    invalid: ['52916448', '4388325387', '394885266Q', '29164482', '39488526612', '438832538ZZ'],
  },
} satisfies Detector;
