import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Eight digits; two letters and seven digits since 2022. */
export default {
  id: 'se.passport',
  version: 1,
  title: 'Swedish passport number',
  category: 'user.government_id.passport_number',
  countries: ['SE'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'mask', mask: 'AA9999999', separators: ' ' },
    { kind: 'digits', digits: [8] },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:\d{8}|[A-Z]{2}\d{7})$/.test(number) && /^(?:\d{8}|[a-z]{2} ?\d{7})$/i.test(plain(value))
      ? valid(number)
      : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['swedish passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    sv: ['pass', 'passnummer', 'passnr', 'pass nr', 'passets nummer', 'passnumret'],
  },
  columns: ['passnummer', 'passnr', 'pass_nr', 'passport', 'passport_number', 'passport_no'],
  negativeLabels: ['telefon', 'tel', 'mobil'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['94252939', 'AA5807712', '81633840', 'AA8164884', '91176207'],
    invalid: ['9425293', 'AA58077127', '81633840Q', '4252939', '8163384012', 'AA5807712ZZ'],
  },
} satisfies Detector;
