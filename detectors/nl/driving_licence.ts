import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Ten digits; there is no published check. */
export default {
  id: 'nl.driving_licence',
  version: 1,
  title: 'Dutch driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['NL'],
  sources: [
    'https://www.rdw.nl/particulier/rijbewijs',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [10],
      separators: ' ',
      groups: [
        [3, 3, 4],
        [4, 3, 3],
        [5, 5],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^\d{10}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['driving licence', 'driving licence number', 'drivers license number', 'licence number'],
    nl: [
      'rijbewijs',
      'rijbewijsnummer',
      'rijbewijsnummers',
      'rijbewijs nr',
      'rijbewijsnr',
      'nummer rijbewijs',
      'rijbewijs-nr',
    ],
  },
  columns: [
    'rijbewijs',
    'rijbewijsnummer',
    'rijbewijs_nr',
    'driving_licence',
    'driving_licence_number',
    'drivers_license_number',
  ],
  negativeLabels: ['telefoon', 'mobiel', 'kvk', 'btw'],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['4037670245', '5207800848', '6914157721', '5710419291', '3580106426'],
    invalid: ['403767024', '52078008487', '6914157721Q', '037670245', '691415772112', '5207800848ZZ'],
  },
} satisfies Detector;
