import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Serial, year and office: five, two and four digits between slashes; there is no check. */
export default {
  id: 'pl.driving_licence',
  version: 1,
  title: 'Polish driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['PL'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [11], separators: '/', groups: [[5, 2, 4]], apart: true }],
  check(value) {
    const number = plain(value);
    return /^\d{5}\/\d{2}\/\d{4}$/.test(number) ? valid(compact(number)) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.5,
  labels: {
    en: [
      'polish driving licence',
      'driving licence',
      'driving licence number',
      'drivers license number',
      'licence number',
    ],
    pl: [
      'prawo jazdy',
      'prawa jazdy',
      'nr prawa jazdy',
      'numer prawa jazdy',
      'numeru prawa jazdy',
      'dokument prawa jazdy',
    ],
  },
  columns: [
    'prawo_jazdy',
    'nr_prawa_jazdy',
    'numer_prawa_jazdy',
    'driving_licence',
    'driving_licence_number',
    'drivers_license_number',
  ],
  needs: 'label',
  deny: [],
  reach: 13,
  examples: {
    valid: ['96741/27/4023', '11877/22/4415', '54184/11/3629', '30119/04/5322', '77587/16/9782'],
    invalid: ['1234/56/7890', '12345-67-8901', '12345678901', '96741/27/402', '11877/22/44157', '54184/11/3629Q'],
  },
} satisfies Detector;
