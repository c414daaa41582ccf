import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Two letters and six digits, and three for the version of the card. The label is the proof. */
export default {
  id: 'nz.driver_licence',
  version: 1,
  title: 'New Zealand driving licence',
  category: 'user.government_id.drivers_license_number',
  countries: ['NZ'],
  sources: ['https://www.nzta.govt.nz/driver-licences/'],
  shapes: [{ kind: 'mask', mask: 'AA999999' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{6}$/.test(number) ? valid(number, denyPlaceholder(number.slice(2))) : invalid;
  },
  falseAccept: 1,

  labels: {
    en: [
      'driver licence',
      'driver license',
      'drivers licence',
      'driver s licence',
      'driver licence number',
      'dl number',
    ],
  },
  columns: ['driver_licence', 'drivers_licence', 'driver_license', 'driver_licence_number', 'dl_number'],

  negativeLabels: ['plate', 'passport', 'software'],
  needs: 'label',

  reach: 8,
  examples: { valid: ['AM505278', 'DB888309', 'FN261616'], invalid: ['A1234567', 'ABC12345', 'AB12345'] },
} satisfies Detector;
