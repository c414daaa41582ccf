import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { icaoSum } from '../lib/icao.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Thirteen digits from 0, 2 or 9, the last a check digit with weights 7, 3, 1 in turn, modulus 10. */
export default {
  id: 'md.idnp',
  version: 1,
  title: 'Moldovan personal number (IDNP)',
  category: 'user.government_id.national_identification_number',
  countries: ['MD'],
  sources: ['https://www.asp.gov.md/', 'https://ro.wikipedia.org/wiki/IDNP'],
  shapes: [{ kind: 'digits', digits: [13] }],
  check(value) {
    const digits = compact(value);
    return /^[029]\d{12}$/.test(digits) &&
      icaoSum(digits.slice(0, 12)) % 10 === Number(digits.charAt(12)) &&
      !/^0+$/.test(digits)
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.03,
  labels: {
    en: ['idnp', 'idnp number', 'moldovan personal number', 'personal identification number'],
    ro: ['idnp', 'cod personal', 'codul personal', 'numar de identificare personal', 'cod de identificare personal'],
    ru: ['идно', 'idnp', 'персональный код'],
  },
  columns: ['idnp', 'cod_personal', 'idnp_number', 'personal_number', 'national_id'],
  negativeLabels: ['ean', 'gtin', 'isbn', 'barcode'],
  deny: [],
  reach: 13,
  examples: {
    valid: ['2033881314027', '2050117280039', '2068516086060', '2007127276426', '2024636502822'],
    invalid: ['2033881314026', '2850117280039', '203388131402', '20501172800397', '2068516086060Q', '033881314027'],
  },
} satisfies Detector;
