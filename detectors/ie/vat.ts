import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** IE and a number like the PPS number, which it is for sole traders; older ones hold a letter, + or * in second place. */
export default {
  id: 'ie.vat',
  version: 1,
  title: 'Irish VAT number',
  category: 'user.government_id',
  countries: ['IE'],
  sources: [
    'https://www.revenue.ie/en/vat/vat-registration/index.aspx',
    'https://en.wikipedia.org/wiki/VAT_identification_number',
  ],
  shapes: [
    { kind: 'mask', mask: 'AA9999999A', separators: ' ' },
    { kind: 'mask', mask: 'AA9999999AA', separators: ' ' },
    { kind: 'mask', mask: 'AA9A99999A', separators: ' ' },
    { kind: 'mask', mask: '9A99999A' },
    { kind: 'mask', mask: '9999999A' },
    { kind: 'mask', mask: '9999999AA' },
  ],
  check(value) {
    const written = compact(value);
    const parts = /^(IE)?(?:(\d{7})([A-W])([A-I]?)|(\d)[A-Z](\d{5})([A-W]))$/.exec(written);
    if (parts === null) return invalid;
    const digits = parts[2] ?? `0${parts[6]}${parts[5]}`;
    const more = parts[4] ? 9 * letters.indexOf(parts[4]) : 0;
    const sum = weightedSum(digits, [8, 7, 6, 5, 4, 3, 2]) + more;
    if (letters.charAt(sum % 23) !== (parts[3] ?? parts[7])) return invalid;
    return valid(written.replace(/^IE/, ''), parts[1] === undefined ? { needs: 'label' } : { distinctive: 1 });
  },
  falseAccept: 0.043,
  labels: {
    en: ['vat', 'vat no', 'vat number', 'vat reg no', 'vat registration number', 'vat id', 'value added tax number'],
    ga: ['uimhir cbl', 'cbl'],
  },
  columns: ['vat', 'vat_no', 'vat_number', 'vat_registration_number', 'vat_id', 'vatnumber'],
  deny: [],
  reach: 12,
  examples: {
    valid: ['IE7695182B', 'IE 2148921AF', 'IE0T04204W', '7144373H', 'IE5326239W'],
    invalid: ['IE2695182B', 'IE 2148981AF', 'IE12345678', 'FR9999999A', 'IE7695182', 'IE 2148921AF7'],
  },
} satisfies Detector;

const letters = 'WABCDEFGHIJKLMNOPQRSTUV';
