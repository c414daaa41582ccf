import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** A letter and six or eight digits. */
export default {
  id: 'cy.passport',
  version: 1,
  title: 'Cypriot passport number',
  category: 'user.government_id.passport_number',
  countries: ['CY'],
  sources: ['https://www.moi.gov.cy/', 'https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'mask', mask: 'A999999', separators: ' ' },
    { kind: 'mask', mask: 'A99999999', separators: ' ' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-Z](?:\d{6}|\d{8})$/.test(number) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['cyprus passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    el: [
      'διαβατήριο',
      'διαβατηρίου',
      'diavatirio',
      'ar diavatiriou',
      'arithmos diavatiriou',
      'αριθμός διαβατηρίου',
      'αρ. διαβατηρίου',
    ],
  },
  columns: ['diavatirio', 'ar_diavatiriou', 'passport', 'passport_number', 'passport_no'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['E813271', 'K10017467', 'B552139', 'K64969108', 'B290396'],
    invalid: ['E81327', 'K100174677', 'B552139Q', '813271', 'K10017467ZZ'],
  },
} satisfies Detector;
