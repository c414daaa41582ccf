import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** One or two letters and six digits. */
export default {
  id: 'pt.passport',
  version: 1,
  title: 'Portuguese passport number',
  category: 'user.government_id.passport_number',
  countries: ['PT'],
  sources: ['https://www.pep.pt/', 'https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'mask', mask: 'A999999', separators: ' -' },
    { kind: 'mask', mask: 'AA999999', separators: ' -' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{1,2}\d{6}$/.test(number) && /^[a-z]{1,2}[ -]?\d{6}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['portuguese passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    pt: [
      'passaporte',
      'passaportes',
      'numero de passaporte',
      'nº passaporte',
      'n.º do passaporte',
      'numero do passaporte',
      'passaporte n.º',
      'passaporte nº',
    ],
  },
  columns: [
    'passaporte',
    'numero_passaporte',
    'num_passaporte',
    'no_passaporte',
    'passport',
    'passport_number',
    'passport_no',
  ],
  needs: 'label',
  deny: [],
  reach: 8,
  examples: {
    valid: ['C790986', 'CA489685', 'P 754066', 'R854790', 'CF057572'],
    invalid: ['C79098', 'CA4896857', 'P 754066Q', '790986', 'P 75406612', 'CA489685ZZ'],
  },
} satisfies Detector;
