import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits, the last two a check modulus 97 (with 55 taken off for numbers given out since 2010), and three for a branch. It is a sole trader’s as often as a company’s. */
export default {
  id: 'gb.vat',
  version: 1,
  title: 'UK VAT registration number',
  category: 'user.government_id',
  countries: ['GB'],
  sources: [
    'https://www.gov.uk/guidance/vat-registered-persons',
    'https://en.wikipedia.org/wiki/VAT_identification_number',
  ],
  shapes: [
    { kind: 'mask', mask: 'AA999999999', separators: ' -' },
    { kind: 'mask', mask: 'AA999999999999', separators: ' -' },
    {
      kind: 'digits',
      digits: [9, 12],
      separators: ' -',
      groups: [
        [3, 4, 2],
        [3, 3, 3],
        [3, 4, 2, 3],
      ],
    },
  ],
  check(value) {
    const written = compact(value);
    const parts = /^(GB|XI)?(\d{9})(\d{3})?$/.exec(written);
    if (parts === null) return invalid;
    const digits = parts[2]!;
    if (/^0{7}/.test(digits)) return invalid;
    const rest = (weightedSum(digits, [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97) as number;
    const fits = rest === 0 || (digits >= '100000000' && (rest === 42 || rest === 55));
    if (!fits) return invalid;
    return valid(digits + (parts[3] ?? ''), {
      distinctive: parts[1] === undefined ? 0 : 1,
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.029,
  labels: {
    en: [
      'vat',
      'vat no',
      'vat number',
      'vat numbers',
      'vat reg',
      'vat reg no',
      'vat reg number',
      'vat registration',
      'vat registration no',
      'vat registration number',
      'vat id',
      'vrn',
      'value added tax number',
    ],
  },
  columns: ['vat', 'vat_no', 'vat_number', 'vat_reg_no', 'vat_registration_number', 'vat_id', 'vrn', 'vatnumber'],
  negativeLabels: ['phone', 'tel', 'mobile', 'company number', 'utr'],
  deny: [],
  reach: 20,
  examples: {
    valid: ['GB267053751', '165 1458 20', 'GB 740 9100 06', '118840565', 'GB140809931'],
    invalid: ['GB267033751', '165 1558 20', 'FR123456789', '000000097', 'GB26705375', '165 1458 207'],
  },
} satisfies Detector;
