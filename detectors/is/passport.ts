import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** A letter and seven digits. */
export default {
  id: 'is.passport',
  version: 1,
  title: 'Icelandic passport number',
  category: 'user.government_id.passport_number',
  countries: ['IS'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'A9999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]\d{7}$/.test(number) && /^[a-z] ?\d{7}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['icelandic passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    is: ['vegabref', 'vegabrefs', 'vegabrefsnumer', 'vegabréfsnúmer', 'numer vegabrefs', 'vegabréf nr'],
  },
  columns: ['vegabref', 'vegabrefsnumer', 'vegabref_nr', 'passport', 'passport_number', 'passport_no'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['A1092851', 'C 6300383', 'A4518281', 'C 9843299', 'A1050388'],
    invalid: ['A109285', 'C 63003837', 'A4518281Q', '1092851', 'A451828112', 'C 6300383ZZ'],
  },
} satisfies Detector;
