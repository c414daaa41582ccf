import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits in field 4d of the licence; there is no check. */
export default {
  id: 'ie.driving_licence',
  version: 1,
  title: 'Irish driver number',
  category: 'user.government_id.drivers_license_number',
  countries: ['IE'],
  sources: ['https://www.ndls.ie/about-us/what-s-on-your-licence.html'],
  shapes: [{ kind: 'digits', digits: [9], separators: ' ', groups: [[3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: [
      'driver number',
      'driver no',
      'driving licence',
      'driving licence no',
      'driving licence number',
      "driver's licence",
      'drivers licence number',
      'licence number',
      'licence no',
    ],
    ga: ['ceadunas tiomana', 'uimhir an tiomanai'],
  },
  columns: [
    'driver_number',
    'driver_no',
    'driving_licence',
    'driving_licence_no',
    'driving_licence_number',
    'licence_number',
  ],
  negativeLabels: ['phone', 'tel', 'mobile'],
  needs: 'label',
  deny: [],
  reach: 11,
  examples: {
    valid: ['149814389', '322 049 903', '476891814', '969 543 861', '160839662'],
    invalid: ['14981438', '322 049 9037', '476891814Q', '49814389', '47689181412', '322 049 903ZZ'],
  },
} satisfies Detector;
