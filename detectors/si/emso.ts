import type { Detector } from '../../agent/contracts/detector.ts';
import { jmbg } from '../lib/jmbg.ts';

/** Birth date as DDMMYYY, region, serial, check digit modulus 11. */
export default {
  id: 'si.emso',
  version: 1,
  title: 'Slovenian master number (EMŠO)',
  category: 'user.government_id.national_identification_number',
  countries: ['SI'],
  sources: [
    'https://www.gov.si/teme/enotna-maticna-stevilka-obcana/',
    'https://en.wikipedia.org/wiki/Unique_Master_Citizen_Number',
  ],
  shapes: [{ kind: 'digits', digits: [13] }],
  check(value) {
    return jmbg(value, /^5\d$/);
  },
  falseAccept: 0.00039,
  labels: {
    en: ['emso', 'emso number', 'unique master citizen number', 'personal identification number'],
    sl: [
      'emso',
      'emša',
      'emso stevilka',
      'enotna maticna stevilka',
      'enotna maticna stevilka obcana',
      'enotne maticne stevilke',
      'maticna stevilka obcana',
    ],
  },
  columns: ['emso', 'emso_stevilka', 'enotna_maticna_stevilka', 'national_id', 'personal_id'],
  deny: [],
  reach: 13,
  examples: {
    valid: ['0402997509235', '1103975500303', '1002997500594', '1604995509977', '2709949501376'],
    invalid: ['0472997509235', '1103375500303', '040299750923', '11039755003037', '1002997500594Q', '402997509235'],
  },
} satisfies Detector;
