import type { Detector } from '../../agent/contracts/detector.ts';
import { jmbg } from '../lib/jmbg.ts';

/** Birth date as DDMMYYY, region, serial, check digit modulus 11. */
export default {
  id: 'hr.jmbg',
  version: 1,
  title: 'Croatian master number (JMBG, MBG)',
  category: 'user.government_id.national_identification_number',
  countries: ['HR'],
  sources: ['https://mpu.gov.hr/', 'https://en.wikipedia.org/wiki/Unique_Master_Citizen_Number'],
  shapes: [{ kind: 'digits', digits: [13] }],
  check(value) {
    return jmbg(value, /^3\d$/);
  },
  falseAccept: 0.00036,
  labels: {
    en: ['jmbg', 'mbg', 'unique master citizen number'],
    hr: ['jmbg', 'mbg', 'maticni broj gradana', 'jedinstveni maticni broj gradana', 'maticni broj'],
  },
  columns: ['jmbg', 'mbg', 'maticni_broj', 'maticni_broj_gradana'],
  deny: [],
  reach: 13,
  examples: {
    valid: ['2004999335589', '1505973339980', '1105976338804', '0703986335065', '2301002338057'],
    invalid: ['2004979335589', '1805973339980', '200499933558', '15059733399807', '1105976338804Q', '004999335589'],
  },
} satisfies Detector;
