import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters and six digits. */
export default {
  id: 'sk.id_card',
  version: 1,
  title: 'Slovak identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['SK'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'AA999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{6}$/.test(number) && /^[a-z]{2} ?\d{6}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['slovak identity card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    sk: [
      'obciansky preukaz',
      'obcianskeho preukazu',
      'obcianskym preukazom',
      'cislo obcianskeho preukazu',
      'c. obcianskeho preukazu',
      'cislo op',
      'c. op',
      'op',
      'preukaz totoznosti',
    ],
  },
  columns: [
    'obciansky_preukaz',
    'cislo_op',
    'op',
    'cislo_obcianskeho_preukazu',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['EO442188', 'HE 380189', 'EB852362', 'HK 236507', 'EB740485'],
    invalid: ['EO44218', 'HE 3801897', 'EB852362Q', 'O442188', 'EB85236212', 'HE 380189ZZ'],
  },
} satisfies Detector;
