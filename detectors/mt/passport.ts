import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Seven digits, or two letters and up to seven digits. */
export default {
  id: 'mt.passport',
  version: 1,
  title: 'Maltese passport number',
  category: 'user.government_id.passport_number',
  countries: ['MT'],
  sources: ['https://identita.gov.mt/', 'https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'digits', digits: [7] },
    { kind: 'mask', mask: 'AA9999999' },
    { kind: 'mask', mask: 'AA999999' },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:\d{7}|[A-Z]{2}\d{6,7})$/.test(number) ? valid(number, denyPlaceholder(number)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['maltese passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    mt: ['passaport', 'numru tal-passaport', 'nru tal-passaport'],
  },
  columns: ['passaport', 'numru_passaport', 'passport', 'passport_number', 'passport_no'],
  negativeLabels: ['phone', 'tel', 'mobile'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['1115913', 'LA975592', 'LA4657248', '1193035', 'LA579479'],
    invalid: ['123456', 'A1234567', '111591', 'LA4657248Q', '115913', 'LA465724812'],
  },
} satisfies Detector;
