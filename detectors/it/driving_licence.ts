import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** Two letters of the province, seven digits, a letter; or U1, seven letters or digits, a letter. */
export default {
  id: 'it.driving_licence',
  version: 1,
  title: 'Italian driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['IT'],
  sources: [
    'https://www.ilportaledellautomobilista.it/',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [
    { kind: 'mask', mask: 'AA9999999A', separators: ' ' },
    { kind: 'mask', mask: 'A9XXXXXXXA' },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:[A-Z]{2}\d{7}[A-Z]|U1[B-DF-HJ-NP-TV-Z\d]{7}[A-Z])$/.test(number) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.5,
  labels: {
    en: [
      'italian driving licence',
      'driving licence',
      'driving licence number',
      'drivers license number',
      'licence number',
    ],
    it: [
      'patente',
      'patenti',
      'patente di guida',
      'numero patente',
      'numero di patente',
      'numero della patente',
      'n. patente',
      'patente n.',
      'patente nr',
      'numero patente di guida',
    ],
  },
  columns: [
    'patente',
    'patente_di_guida',
    'numero_patente',
    'num_patente',
    'n_patente',
    'driving_licence',
    'driving_licence_number',
  ],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['JL0028183T', 'U19G60M99S', 'WQ1969313V', 'U16F95L74L', 'BE8311408X'],
    invalid: ['U39G60M99S', 'U2B123456A', 'AA123456A', 'JL0028183', 'U19G60M99S7', 'WQ1969313VQ'],
  },
} satisfies Detector;
