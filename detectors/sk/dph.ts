import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** SK and ten digits, a multiple of eleven, the first not 0, the third one of 2, 3, 4, 7, 8 and 9. */
export default {
  id: 'sk.dph',
  version: 1,
  title: 'Slovak VAT number (IČ DPH)',
  category: 'user.government_id',
  countries: ['SK'],
  sources: ['https://www.financnasprava.sk/', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA9999999999', separators: ' -.' },
    { kind: 'digits', digits: [10], separators: ' ', groups: [[3, 3, 4]] },
  ],
  check(value) {
    const parts = /^(SK)?([1-9]\d[2-47-9]\d{7})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    if (Number(digits) % 11 !== 0) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'label' as const } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.049,
  labels: {
    en: [
      'slovak vat number',
      'ic dph',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    sk: ['ic dph', 'ic dph:', 'ic-dph', 'icdph', 'identifikacne cislo pre dan'],
  },
  columns: ['ic_dph', 'icdph', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  deny: [],
  reach: 13,
  examples: {
    valid: ['SK4420836739', 'SK 2120156588', '2789475799', 'SK1128936039', 'SK 2287322235'],
    invalid: ['SK4420836729', 'SK 2120156583', 'CZ2022749619', 'SK442083673', 'SK 21201565887', '2789475799Q'],
  },
} satisfies Detector;
