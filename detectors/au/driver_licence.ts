import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Each state numbers in its own way: six to ten figures. The label is the proof. */
export default {
  id: 'au.driver_licence',
  version: 1,
  title: 'Australian driving licence',
  category: 'user.government_id.drivers_license_number',
  countries: ['AU'],
  sources: ['https://austroads.gov.au/drivers-and-vehicles/registration-and-licensing'],
  shapes: [
    {
      kind: 'digits',
      digits: [6, 7, 8, 9, 10],
      separators: ' ',
      groups: [
        [3, 3, 3],
        [4, 4],
        [3, 3, 2],
      ],
    },
    { kind: 'mask', mask: '9999AA' },
    { kind: 'mask', mask: 'A99999' },
    { kind: 'mask', mask: 'A999999' },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:\d{6,10}|\d{4}[A-Z]{2}|[A-Z]\d{5,6})$/.test(number)
      ? valid(number, denyPlaceholder(number.replace(/\D/g, '')))
      : invalid;
  },
  falseAccept: 1,

  labels: {
    en: [
      'driver licence',
      'driver license',
      'drivers licence',
      'driver s licence',
      'driver licence number',
      'drivers licence number',
      'dl number',
      'driving licence',
    ],
  },
  columns: [
    'driver_licence',
    'drivers_licence',
    'driver_license',
    'driver_licence_number',
    'drivers_licence_number',
    'dl_number',
  ],

  negativeLabels: ['plate', 'software', 'product'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['34140582', '547 122 161', '5988JP'], invalid: ['12345', 'AB12345', '12345678901'] },
} satisfies Detector;
