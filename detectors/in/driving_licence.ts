import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** State, office, year of issue, and seven digits. */
export default {
  id: 'in.driving_licence',
  version: 1,
  title: 'Indian driving licence',
  category: 'user.government_id.drivers_license_number',
  countries: ['IN'],
  sources: ['https://parivahan.gov.in/', 'https://sarathi.parivahan.gov.in/'],
  shapes: [{ kind: 'mask', mask: 'AA9999999999999', separators: ' -' }],
  check(value) {
    const number = compact(value);
    const match = /^([A-Z]{2})\d{2}(?:19[5-9]\d|20[0-4]\d)\d{7}$/.exec(number);
    if (match === null || !states.has(match[1]!)) return invalid;
    return /^.{2}[ -]?\d{2}[ -]?\d{4}[ -]?\d{7}$/.test(plain(value)) ? valid(number, { distinctive: 0.5 }) : invalid;
  },
  falseAccept: 0.01,

  labels: {
    en: [
      'dl',
      'dl number',
      'dl no',
      'driving licence',
      'driving license',
      'driving licence number',
      'driving license number',
      'driver license',
      'licence number',
      'license number',
      'licence no',
    ],
    hi: ['ड्राइविंग लाइसेंस', 'लाइसेंस नंबर'],
  },
  columns: [
    'dl',
    'dl_number',
    'dl_no',
    'driving_licence',
    'driving_license',
    'driving_license_number',
    'licence_number',
  ],

  negativeLabels: ['plate', 'software'],

  reach: 18,
  examples: {
    valid: ['DL03 2015 0434377', 'MH0620152058341', 'GJ12-2010-4048265'],
    invalid: ['XX0120190012345', 'KA0118990012345', 'KA012019001234'],
  },
} satisfies Detector;

const states: ReadonlySet<string> = new Set(
  'AN AP AR AS BR CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY RJ SK TN TR TS UK UP WB'.split(
    ' ',
  ),
);
