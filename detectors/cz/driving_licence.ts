import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters and six digits. */
export default {
  id: 'cz.driving_licence',
  version: 1,
  title: 'Czech driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['CZ'],
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
      'czech driving licence',
      'driving licence',
      'driving licence number',
      'drivers license number',
      'licence number',
    ],
    cs: [
      'ridicsky prukaz',
      'ridicskeho prukazu',
      'cislo ridicskeho prukazu',
      'c. ridicskeho prukazu',
      'cislo rp',
      'ridicske opravneni',
      'ridicak',
    ],
  },
  columns: [
    'ridicsky_prukaz',
    'cislo_ridicskeho_prukazu',
    'cislo_rp',
    'driving_licence',
    'driving_licence_number',
    'drivers_license_number',
  ],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['EH884201', 'YQ 229683', 'EB304650', 'OK 762657', 'EA400735'],
    invalid: ['EH88420', 'YQ 2296837', 'EB304650Q', 'H884201', 'EB30465012', 'YQ 229683ZZ'],
  },
} satisfies Detector;
