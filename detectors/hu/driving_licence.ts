import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters and six digits. */
export default {
  id: 'hu.driving_licence',
  version: 1,
  title: 'Hungarian driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['HU'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'AA999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{6}$/.test(number) && /^[a-z]{2} ?\d{6}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: [
      'hungarian driving licence',
      'driving licence',
      'driving licence number',
      'drivers license number',
      'licence number',
    ],
    hu: [
      'jogositvany',
      'jogositvany szama',
      'jogositvanyszam',
      'vezetoi engedely',
      'vezetoi engedely szama',
      'vezetoi engedely szam',
    ],
  },
  columns: [
    'jogositvany',
    'vezetoi_engedely',
    'vezetoi_engedely_szam',
    'driving_licence',
    'driving_licence_number',
    'drivers_license_number',
  ],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['CY430696', 'GU 670688', 'CY167425', 'LG 988322', 'CR570167'],
    invalid: ['CY43069', 'GU 6706887', 'CY167425Q', 'Y430696', 'CY16742512', 'GU 670688ZZ'],
  },
} satisfies Detector;
