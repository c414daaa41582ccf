import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters (P and another) and seven digits. */
export default {
  id: 'si.passport',
  version: 1,
  title: 'Slovenian passport number',
  category: 'user.government_id.passport_number',
  countries: ['SI'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'AA9999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^P[A-Z]\d{7}$/.test(number) && /^[a-z]{2} ?\d{7}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['slovenian passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    sl: ['potni list', 'potnega lista', 'stevilka potnega lista', 'st. potnega lista', 'potna listina'],
  },
  columns: ['potni_list', 'stevilka_potnega_lista', 'passport', 'passport_number', 'passport_no'],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['PB1024755', 'PM 5840071', 'PB4103660', 'PZ 6804283', 'PB4071338'],
    invalid: ['PB102475', 'PM 58400717', 'PB4103660Q', 'B1024755', 'PB410366012', 'PM 5840071ZZ'],
  },
} satisfies Detector;
