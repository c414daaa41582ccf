import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, unknown, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/**
 * State, a PAN, a serial, Z, and a check of Luhn over base 36. It holds the PAN of its owner, so one whose check is
 * wrong is not let go.
 */
export default {
  id: 'in.gstin',
  version: 1,
  title: 'Indian goods and services tax number (GSTIN)',
  category: 'user.government_id.national_identification_number',
  countries: ['IN'],
  sources: ['https://www.gst.gov.in/', 'https://en.wikipedia.org/wiki/Goods_and_Services_Tax_(India)'],
  shapes: [{ kind: 'mask', mask: '99AAAAA9999AXAX' }],
  check(value) {
    const number = compact(value);
    if (!/^(?:0[1-9]|[12]\d|3[0-8]|97|99)[A-Z]{5}\d{4}[A-Z][1-9A-Z]Z[\dA-Z]$/.test(number)) return invalid;
    let sum = 0;
    for (let i = 0; i < 15; i++) {
      const digit = Number.parseInt(number[14 - i]!, 36) * (i % 2 === 0 ? 1 : 2);
      sum += Math.floor(digit / 36) + (digit % 36);
    }
    const holder = /^.{5}[ABCFGHJLPTK]/.test(number);
    return sum % 36 === 0 && holder ? valid(number, { distinctive: 1 }) : unknown(number, { distinctive: 1 });
  },
  falseAccept: 0.00027,

  labels: {
    en: [
      'gstin',
      'gstins',
      'gst number',
      'gst no',
      'gst registration',
      'gst registration number',
      'gst in',
      'gst id',
      'goods and services tax',
    ],
    hi: ['जीएसटी', 'जीएसटी नंबर', 'जीएसटीआईएन'],
  },
  columns: ['gstin', 'gst_number', 'gst_no', 'gst_registration', 'gstin_number'],

  reach: 15,
  examples: {
    valid: ['07GJBPJ7750Y1Z2', '27FZPPY7610H1ZK', '24YFPPL8784N1ZR'],
    invalid: ['00ABCDE1234F1Z5', '27ABCDE1234F1Y5', '27ABCDE1234F1Z'],
  },
} satisfies Detector;
