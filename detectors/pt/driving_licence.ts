import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** One or two letters of the district, five to seven digits, a check digit of which nothing is published: L-1234567 8. */
export default {
  id: 'pt.driving_licence',
  version: 1,
  title: 'Portuguese driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['PT'],
  sources: ['https://www.imt-ip.pt/', 'https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: ['A999999', 'A9999999', 'A99999999', 'AA999999', 'AA9999999', 'AA99999999'].map((mask) => ({
    kind: 'mask' as const,
    mask,
    separators: '- ',
  })),
  check(value) {
    const number = compact(value);
    return /^[A-Z]{1,2}\d{6,8}$/.test(number) && /^[a-z]{1,2}[ -]?\d{5,7} ?\d$/i.test(plain(value))
      ? valid(number)
      : invalid;
  },
  falseAccept: 1,
  distinctive: 0.5,
  labels: {
    en: [
      'portuguese driving licence',
      'driving licence',
      'driving licence number',
      'drivers license number',
      'licence number',
    ],
    pt: [
      'carta de conducao',
      'cartas de conducao',
      'numero da carta de conducao',
      'n.º da carta de conducao',
      'nº carta de conducao',
      'titulo de conducao',
      'carta n.º',
      'licenca de conducao',
    ],
  },
  columns: [
    'carta_conducao',
    'carta_de_conducao',
    'numero_carta_conducao',
    'num_carta_conducao',
    'driving_licence',
    'driving_licence_number',
  ],
  needs: 'label',
  deny: [],
  reach: 11,
  examples: {
    valid: ['P-8868901 6', 'CF-515727 5', 'Q48452065', 'P-9332756 5', 'CX-780083 9'],
    invalid: ['L-12345', '1234567', 'ABC-1234567 8'],
  },
} satisfies Detector;
