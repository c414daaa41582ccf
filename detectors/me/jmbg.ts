import type { Detector } from '../../agent/contracts/detector.ts';
import { jmbg } from '../lib/jmbg.ts';

/** Birth date as DDMMYYY, region, serial, check digit modulus 11. */
export default {
  id: 'me.jmbg',
  version: 1,
  title: 'Montenegrin master number (JMB)',
  category: 'user.government_id.national_identification_number',
  countries: ['ME'],
  sources: ['https://www.gov.me/mup', 'https://en.wikipedia.org/wiki/Unique_Master_Citizen_Number'],
  shapes: [{ kind: 'digits', digits: [13] }],
  check(value) {
    return jmbg(value, /^2\d$/);
  },
  falseAccept: 0.00033,
  labels: {
    en: ['jmbg', 'jmb', 'unique master citizen number', 'personal number'],
    sr: ['jmbg', 'jmb', 'јмбг', 'матични број', 'maticni broj', 'jedinstveni maticni broj'],
  },
  columns: ['jmbg', 'jmb', 'maticni_broj', 'personal_number', 'national_id'],
  deny: [],
  reach: 13,
  examples: {
    valid: ['0609975215894', '1006957217399', '2605988217634', '0303974213845', '0612946212488'],
    invalid: ['0609975215854', '1076957217399', '060997521589', '10069572173997', '2605988217634Q', '609975215894'],
  },
} satisfies Detector;
