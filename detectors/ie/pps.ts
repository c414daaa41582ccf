import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Seven digits, a check letter modulus 23, and a second letter: A to I count nine times since 2013, W, T and X (of wives and trusts, until 1999) do not. */
export default {
  id: 'ie.pps',
  version: 1,
  title: 'Irish personal public service number (PPS)',
  category: 'user.government_id.national_identification_number',
  countries: ['IE'],
  sources: [
    'https://www.gov.ie/en/service/12e6de-get-a-personal-public-service-pps-number/',
    'https://en.wikipedia.org/wiki/Personal_Public_Service_Number',
  ],
  shapes: [
    { kind: 'mask', mask: '9999999A', separators: ' ' },
    { kind: 'mask', mask: '9999999AA', separators: ' ' },
  ],
  check(value) {
    const parts = /^(\d{7}) ?([A-W])([A-IWTX]?)$/i.exec(plain(value));
    if (parts === null) return invalid;
    const [, digits, letter, second] = parts.map((part) => part.toUpperCase());
    const more = second !== '' && second! <= 'I' ? 9 * letters.indexOf(second!) : 0;
    const sum = weightedSum(digits!, [8, 7, 6, 5, 4, 3, 2]) + more;
    return letters.charAt(sum % 23) === letter ? valid(digits! + letter! + second!, denyPlaceholder(digits!)) : invalid;
  },
  falseAccept: 0.043,
  labels: {
    en: [
      'pps',
      'ppsn',
      'ppsns',
      'pps no',
      'pps no.',
      'pps number',
      'pps numbers',
      'pps nos',
      'personal public service number',
      'personal public service no',
      'rsi number',
      'rsi no',
      'irish tax number',
      'tax reference number',
      'tin',
    ],
    ga: ['uimhir psp', 'upsp', 'uimhir phearsanta seirbhise poibli'],
  },
  columns: [
    'pps',
    'ppsn',
    'pps_no',
    'pps_number',
    'ppsno',
    'personal_public_service_number',
    'rsi_number',
    'uimhir_psp',
    'national_id',
  ],
  negativeLabels: ['vat', 'part', 'sku', 'model'],
  deny: [
    { value: '1234567T', reason: 'documentation: the usual sample' },
    { value: '1234567FA', reason: 'documentation: sample of the format of 2013' },
  ],
  reach: 10,
  examples: {
    valid: ['9330043N', '9205519VF', '5339645IW', '3216773N', '0712274NC'],
    invalid: ['9330143N', '9205419VF', '9330043', '9205519VF7', '5339645IWQ', '330043N'],
  },
} satisfies Detector;

const letters = 'WABCDEFGHIJKLMNOPQRSTUV';
