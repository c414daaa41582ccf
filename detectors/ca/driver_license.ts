import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/**
 * Each province numbers in its own way: Ontario and Quebec with the surname's initial and the birth date, others
 * with digits alone. The label is the proof.
 */
export default {
  id: 'ca.driver_license',
  version: 1,
  title: 'Canadian driving licence',
  category: 'user.government_id.drivers_license_number',
  countries: ['CA'],
  sources: [
    'https://www.ontario.ca/page/get-g-drivers-licence-new-drivers',
    'https://www.aamva.org/topics/driver-license-and-identification-standards',
  ],
  shapes: [
    { kind: 'mask', mask: 'A99999999999999', separators: '- ' },
    { kind: 'mask', mask: 'A999999999999', separators: '- ' },
    { kind: 'mask', mask: 'AAAAA999999999', separators: '- ' },
    { kind: 'mask', mask: 'A999999999' },
    { kind: 'mask', mask: 'AAAAAA999AA9', separators: '- ' },
    {
      kind: 'digits',
      digits: [5, 6, 7, 8, 9],
      separators: '-',
      groups: [
        [6, 3],
        [5, 3],
      ],
    },
  ],
  check(value) {
    const number = compact(value);
    const province = provinces.find(({ form }) => form.test(number));
    return province === undefined
      ? invalid
      : valid(number, { falseAccept: province.falseAccept, ...denyPlaceholder(number) });
  },
  falseAccept: 1,

  labels: {
    en: [
      'driver licence',
      'driver license',
      'drivers licence',
      'drivers license',
      'driver s licence',
      'driver s license',
      'driver licence number',
      'drivers license number',
      'driver s licence number',
      'dl number',
      'dl no',
      'driving licence',
    ],
    fr: ['permis de conduire', 'numero de permis de conduire', 'no de permis de conduire'],
  },
  columns: [
    'driver_licence',
    'driver_license',
    'drivers_licence',
    'drivers_license',
    'driver_licence_number',
    'drivers_license_number',
    'dl_number',
    'permis_de_conduire',
  ],

  negativeLabels: ['plate', 'vin', 'software', 'product'],
  needs: 'label',

  reach: 18,
  examples: {
    valid: ['C6940-92860-30805', 'A8581-070212-48', 'R094823778', '595563-566', 'PUMDK 100911 563'],
    invalid: ['A1234-12345-99999', '1234', 'AB123'],
  },
} satisfies Detector;

/** Forms by province; dates of birth are the only thing in them that can be wrong. */
const provinces: readonly { readonly form: RegExp; readonly falseAccept: number }[] = [
  // Ontario: initial, 4 + 5 digits, then birth date as YYMMDD with 50 added to the month for women.
  { form: /^[A-Z]\d{8}\d{2}(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])$/, falseAccept: 0.07 },
  // Quebec: initial, 4 digits, birth date as DDMMYY, 2 digits.
  { form: /^[A-Z]\d{4}(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{4}$/, falseAccept: 0.04 },
  // Nova Scotia: five letters, birth date as DDMMYY, 3 digits.
  { form: /^[A-Z]{5}(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{5}$/, falseAccept: 0.04 },
  // Newfoundland: initial and 9 digits; Manitoba: 6 letters, 3 digits, 2 letters, a digit.
  { form: /^[A-Z]\d{9}$/, falseAccept: 1 },
  { form: /^[A-Z]{6}\d{3}[A-Z]{2}\d$/, falseAccept: 1 },
  // New Brunswick, Prince Edward Island, the territories, British Columbia, Saskatchewan, Alberta.
  { form: /^\d{5,9}$/, falseAccept: 1 },
];
