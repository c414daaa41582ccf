import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Twelve digits: place, year, a serial, a check whose rule is not published, and the count of reissues. */
export default {
  id: 'jp.driver_license',
  version: 1,
  title: 'Japanese driving licence',
  category: 'user.government_id.drivers_license_number',
  countries: ['JP'],
  sources: ['https://www.npa.go.jp/policies/application/license_renewal/index.html'],
  shapes: [{ kind: 'digits', digits: [12], separators: '- ', groups: [[4, 4, 4]] }],
  check(value) {
    const digits = compact(value);
    // Public safety commissions 10-97.
    return /^[1-9]\d{11}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.9,

  labels: {
    en: [
      'driver license',
      'driver s license',
      'drivers license',
      'driving licence',
      'driver license number',
      'drivers license number',
    ],
    ja: ['運転免許証', '運転免許証番号', '免許証番号', '免許番号'],
  },
  columns: ['driver_license', 'drivers_license', 'driver_license_number', 'menkyo_bango'],

  negativeLabels: ['software', 'product'],
  needs: 'label',

  reach: 14,
  examples: {
    valid: ['360732786023', '396629030983', '6556 1822 7844'],
    invalid: ['012345678901', '12345678901', '1234567890123'],
  },
} satisfies Detector;
