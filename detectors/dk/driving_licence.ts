import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Eight digits; there is no published check. */
export default {
  id: 'dk.driving_licence',
  version: 1,
  title: 'Danish driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['DK'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [8] }],
  check(value) {
    const digits = compact(value);
    return /^\d{8}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: [
      'danish driving licence',
      'driving licence',
      'driving licence number',
      'drivers license number',
      'licence number',
    ],
    da: [
      'korekort',
      'korekortnummer',
      'korekort nr',
      'korekortnr',
      'kørekort-nr',
      'koerekort',
      'koerekortnummer',
      'kørekortets nummer',
    ],
  },
  columns: [
    'koerekort',
    'koerekortnummer',
    'korekortnummer',
    'driving_licence',
    'driving_licence_number',
    'drivers_license_number',
  ],
  negativeLabels: ['telefon', 'tlf', 'cvr'],
  needs: 'label',
  deny: [],
  reach: 8,
  examples: {
    valid: ['53599956', '56634708', '73886954', '61371460', '32574438'],
    invalid: ['5359995', '566347087', '73886954Q', '3599956', '7388695412', '56634708ZZ'],
  },
} satisfies Detector;
