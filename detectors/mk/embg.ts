import type { Detector } from '../../agent/contracts/detector.ts';
import { jmbg } from '../lib/jmbg.ts';

/** Birth date as DDMMYYY, region, serial, check digit modulus 11. */
export default {
  id: 'mk.embg',
  version: 1,
  title: 'Macedonian master number (EMBG)',
  category: 'user.government_id.national_identification_number',
  countries: ['MK'],
  sources: ['https://mvr.gov.mk/', 'https://en.wikipedia.org/wiki/Unique_Master_Citizen_Number'],
  shapes: [{ kind: 'digits', digits: [13] }],
  check(value) {
    return jmbg(value, /^4\d$/);
  },
  falseAccept: 0.00034,
  labels: {
    en: ['embg', 'unique master citizen number', 'personal number'],
    mk: [
      'ембг',
      'embg',
      'матичен број',
      'единствен матичен број',
      'единствен матичен број на граѓанинот',
      'maticen broj',
    ],
  },
  columns: ['embg', 'maticen_broj', 'personal_number', 'national_id'],
  deny: [],
  reach: 13,
  examples: {
    valid: ['1605972459081', '2204968452659', '2403985458205', '0707970452644', '1202002451013'],
    invalid: ['1605972452081', '2204968852659', '160597245908', '22049684526597', '2403985458205Q', '605972459081'],
  },
} satisfies Detector;
