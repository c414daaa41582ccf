import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Eight digits, or two or three letters and six digits. */
export default {
  id: 'no.passport',
  version: 1,
  title: 'Norwegian passport number',
  category: 'user.government_id.passport_number',
  countries: ['NO'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'mask', mask: 'AAA999999', separators: ' ' },
    { kind: 'mask', mask: 'AA999999', separators: ' ' },
    { kind: 'digits', digits: [8] },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:\d{8}|[A-Z]{2,3}\d{6})$/.test(number) && /^(?:\d{8}|[a-z]{2,3} ?\d{6})$/i.test(plain(value))
      ? valid(number)
      : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['norwegian passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    no: ['pass', 'passnummer', 'passnr', 'pass nr', 'passnummeret', 'passets nummer'],
  },
  columns: ['passnummer', 'passnr', 'pass_nr', 'passport', 'passport_number', 'passport_no'],
  negativeLabels: ['telefon', 'tlf', 'mobil'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['32129244', 'CCH341389', 'FH430095', '24827014', 'CNC374452'],
    invalid: ['3212924', 'CCH3413897', 'FH430095Q', '2129244', 'FH43009512', 'CCH341389ZZ'],
  },
} satisfies Detector;
