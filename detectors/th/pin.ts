import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Kind of person (1 to 8), province and district, serials, and a check of modulus 11. */
export default {
  id: 'th.pin',
  version: 1,
  title: 'Thai identity number',
  category: 'user.government_id.national_identification_number',
  countries: ['TH'],
  sources: ['https://www.dopa.go.th/', 'https://en.wikipedia.org/wiki/Thai_identity_card'],
  shapes: [{ kind: 'digits', digits: [13], separators: '- ', groups: [[1, 4, 5, 2, 1]] }],
  check(value) {
    const digits = compact(value);
    // Provinces 10-27, 30-49, 50-58, 60-67, 70-77, 80-86, 90-96.
    if (!/^[1-8](?:1\d|2[0-7]|[34]\d|5[0-8]|6[0-7]|7[0-7]|8[0-6]|9[0-6])\d{10}$/.test(digits)) return invalid;
    const rest = weightedSum(digits, [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return (11 - rest) % 10 === Number(digits[12]) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.061,

  labels: {
    en: [
      'thai id',
      'thai national id',
      'thai id card',
      'tnin',
      'pin',
      'national id',
      'national id number',
      'id card number',
      'citizen id',
      'identification number',
    ],
    th: ['เลขประจำตัวประชาชน', 'เลขบัตรประชาชน', 'บัตรประชาชน', 'หมายเลขบัตรประชาชน', 'เลขที่บัตรประชาชน'],
  },
  columns: ['thai_id', 'tnin', 'national_id', 'citizen_id', 'id_card_number', 'thai_national_id'],

  negativeLabels: ['phone', 'tel', 'fax'],
  needs: 'context',

  reach: 17,
  examples: {
    valid: ['1-5027-76918-70-8', '3110567801334', '3-1155-15363-38-1'],
    invalid: ['1-5027-76918-70-9', '3110567801335', '1234567890122', '0234567890124', '123456789012'],
  },
} satisfies Detector;
