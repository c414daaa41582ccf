import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters and seven digits. */
export default {
  id: 'lv.passport',
  version: 1,
  title: 'Latvian passport or identity card number',
  category: 'user.government_id.passport_number',
  countries: ['LV'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'AA9999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{7}$/.test(number) && /^[a-z]{2} ?\d{7}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: [
      'latvian passport',
      'passport',
      'passport no',
      'passport number',
      'travel document number',
      'identity card',
      'identity card number',
      'id card',
      'id card number',
      'id card no',
    ],
    lv: [
      'pase',
      'pases',
      'pases numurs',
      'pases nr',
      'pases nr.',
      'personas aplieciba',
      'personas apliecības numurs',
      'eid karte',
      'id karte',
    ],
  },
  columns: [
    'pase',
    'pases_nr',
    'pases_numurs',
    'personas_aplieciba',
    'passport',
    'passport_number',
    'passport_no',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['LV4153304', 'PA 5278850', 'LV8073120', 'PA 1030386', 'LV0779575'],
    invalid: ['LV415330', 'PA 52788507', 'LV8073120Q', 'V4153304', 'LV807312012', 'PA 5278850ZZ'],
  },
} satisfies Detector;
