import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Two letters, a check digit, six digits: weights 7, 3, 9, 1, 7, 3, 1, 7, 3, letters A = 10 … Z = 35, modulus 10. */
export default {
  id: 'pl.passport',
  version: 1,
  title: 'Polish passport number',
  category: 'user.government_id.passport_number',
  countries: ['PL'],
  sources: [
    'https://www.gov.pl/web/gov/uzyskaj-paszport-dla-osoby-doroslej',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [{ kind: 'mask', mask: 'AA9999999', separators: ' ' }],
  check(value) {
    const number = compact(value, /\s/g);
    if (!/^[A-Z]{2}\d{7}$/.test(number) || !/^[a-z]{2} ?\d{7}$/i.test(plain(value))) return invalid;
    const sum = Array.from(number).reduce(
      (total, place, i) => total + Number.parseInt(place, 36) * [7, 3, 9, 1, 7, 3, 1, 7, 3][i]!,
      0,
    );
    return sum % 10 === 0 ? valid(number, denyPlaceholder(number.slice(2))) : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: ['polish passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    pl: [
      'paszport',
      'paszportu',
      'paszportem',
      'paszporty',
      'nr paszportu',
      'numer paszportu',
      'numeru paszportu',
      'seria i numer paszportu',
    ],
  },
  columns: ['paszport', 'nr_paszportu', 'numer_paszportu', 'passport', 'passport_number', 'passport_no'],
  negativeLabels: ['sku', 'model', 'part'],
  deny: [],
  reach: 10,
  examples: {
    valid: ['AZ3373917', 'EH 3450175', 'EU8261311', 'UR 3989309', 'AP4440641'],
    invalid: ['AZ1373917', 'EH 3450775', 'AZ337391', 'EH 34501757', 'EU8261311Q', 'Z3373917'],
  },
} satisfies Detector;
