import type { Detector } from '../../agent/contracts/detector.ts';
import { jmbg } from '../lib/jmbg.ts';

/** Birth date as DDMMYYY, region, serial, check digit modulus 11. */
export default {
  id: 'rs.jmbg',
  version: 1,
  title: 'Serbian master number (JMBG)',
  category: 'user.government_id.national_identification_number',
  countries: ['RS'],
  sources: ['https://www.mup.gov.rs/', 'https://en.wikipedia.org/wiki/Unique_Master_Citizen_Number'],
  shapes: [{ kind: 'digits', digits: [13] }],
  check(value) {
    return jmbg(value, /^[789]\d$/);
  },
  falseAccept: 0.001,
  labels: {
    en: ['jmbg', 'unique master citizen number', 'serbian personal number', 'personal number'],
    sr: [
      'jmbg',
      'јмбг',
      'матични број',
      'матични број грађана',
      'jedinstveni maticni broj',
      'jedinstveni maticni broj gradana',
      'maticni broj',
      'јединствени матични број',
      'јединствени матични број грађана',
    ],
  },
  columns: ['jmbg', 'maticni_broj', 'maticni_broj_gradana', 'personal_number', 'national_id'],
  deny: [],
  reach: 13,
  examples: {
    valid: ['1904003718557', '0803989714819', '0609968711002', '2707955710871', '1211000718836'],
    invalid: ['1904003318557', '0803939714819', '190400371855', '08039897148197', '0609968711002Q', '904003718557'],
  },
} satisfies Detector;
