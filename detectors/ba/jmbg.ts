import type { Detector } from '../../agent/contracts/detector.ts';
import { jmbg } from '../lib/jmbg.ts';

/** Birth date as DDMMYYY, region, serial, check digit modulus 11. */
export default {
  id: 'ba.jmbg',
  version: 1,
  title: 'Bosnian master number (JMBG)',
  category: 'user.government_id.national_identification_number',
  countries: ['BA'],
  sources: ['https://www.iddeea.gov.ba/', 'https://en.wikipedia.org/wiki/Unique_Master_Citizen_Number'],
  shapes: [{ kind: 'digits', digits: [13] }],
  check(value) {
    return jmbg(value, /^1\d$/);
  },
  falseAccept: 0.00033,
  labels: {
    en: ['jmbg', 'unique master citizen number', 'personal number'],
    bs: [
      'jmbg',
      'jmb',
      'јмб',
      'јмбг',
      'jedinstveni maticni broj',
      'maticni broj',
      'матични број',
      'jedinstveni maticni broj gradana',
    ],
  },
  columns: ['jmbg', 'jmb', 'maticni_broj', 'personal_number', 'national_id'],
  deny: [],
  reach: 13,
  examples: {
    valid: ['1903975178297', '0210994171245', '1802004173247', '1703976179255', '0110998175313'],
    invalid: ['1903975178897', '0210994101245', '190397517829', '02109941712457', '1802004173247Q', '903975178297'],
  },
} satisfies Detector;
