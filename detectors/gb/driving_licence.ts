import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { compact, plain } from '../lib/text.ts';

/** Five letters of the surname filled up with 9, the decade of birth, month (plus 50 for women), day, year, two initials or 9, a digit that tells namesakes apart, two check letters of which nothing is published. */
export default {
  id: 'gb.driving_licence',
  version: 1,
  title: 'UK driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['GB'],
  sources: [
    'https://www.gov.uk/government/publications/inf45-your-driving-licence',
    'https://en.wikipedia.org/wiki/Driving_licence_in_the_United_Kingdom',
  ],
  shapes: [{ kind: 'mask', mask: 'AXXXX999999XXXAA', separators: ' ' }],
  check(value) {
    const number = compact(value, /\s/g);
    const parts = /^[A-Z]{1,5}(?<=^[A-Z]+)9{0,4}(?<=^.{5})(\d)([0156]\d)(\d{2})(\d)[A-Z][A-Z9][A-Z2-9][A-Z]{2}$/.exec(
      number,
    );
    if (parts === null || !/^(?:\w{16}|\w{5} \d{6} \w{5}|\w{5} \d{6} \w{3} \w{2})$/.test(plain(value))) return invalid;
    const [, decade, month, day, year] = parts;
    return isDayOfSomeCentury(Number(decade! + year!), Number(month) % 50, Number(day)) ? valid(number) : invalid;
  },
  falseAccept: 0.035,
  distinctive: 1,
  labels: {
    en: [
      'driving licence',
      'driving licence no',
      'driving licence number',
      'driving license',
      'driving license number',
      "driver's licence",
      'driver licence number',
      'drivers licence number',
      'driver number',
      'dvla',
      'dvla number',
      'licence number',
      'licence no',
    ],
  },
  columns: [
    'driving_licence',
    'driving_licence_no',
    'driving_licence_number',
    'driving_license',
    'driving_license_number',
    'driver_licence_number',
    'driver_number',
    'licence_number',
    'licence_no',
    'dvla_number',
  ],
  deny: [{ value: 'MORGA657054SM9IJ', reason: 'documentation: specimen of the licence' }],
  reach: 18,
  examples: {
    valid: ['BQXEI603275GU9KM', 'XYY99851246R99BK', 'OXOSO 909118 BR5DU', 'XTBCU701164VB7EA', 'ILH99551174G99LO'],
    invalid: [
      'BQXEI673275GU9KM',
      'XYY29851246R99BK',
      'MORGA613054SM9IJ',
      '9ORGA657054SM9IJ',
      'BQXEI603275GU9K',
      'XYY99851246R99BK7',
    ],
  },
} satisfies Detector;
