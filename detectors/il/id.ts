import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits with a Luhn check; leading zeros are often left out. */
export default {
  id: 'il.id',
  version: 1,
  title: 'Israeli identity number (Teudat Zehut)',
  category: 'user.government_id.national_identification_number',
  countries: ['IL'],
  sources: [
    'https://www.gov.il/en/departments/population_and_immigration_authority/govil-landing-page',
    'https://he.wikipedia.org/wiki/%D7%9E%D7%A1%D7%A4%D7%A8_%D7%96%D7%94%D7%95%D7%AA_(%D7%99%D7%A9%D7%A8%D7%90%D7%9C)',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [8, 9],
      separators: '-',
      groups: [
        [8, 1],
        [7, 1],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{5,9}$/.test(digits) || !luhn(digits) || /^0+$/.test(digits)) return invalid;
    return valid(digits.padStart(9, '0'), denyPlaceholder(digits));
  },
  falseAccept: 0.099,

  labels: {
    en: [
      'israeli id',
      'israel id',
      'teudat zehut',
      'identity number',
      'id number',
      'id no',
      'israeli identity number',
      'israeli id number',
    ],
    he: ['תעודת זהות', 'מספר זהות', 'ת ז', 'תז', 'מספר תעודת זהות'],
  },
  columns: ['teudat_zehut', 'israeli_id', 'identity_number', 'id_number', 'mispar_zehut'],

  negativeLabels: ['phone', 'fax', 'passport'],
  needs: 'context',

  reach: 10,
  examples: {
    valid: ['080784184', '09257985-3', '297047128'],
    invalid: ['080784185', '09257985-4', '39337424', '1234', '1234567890'],
  },
} satisfies Detector;
