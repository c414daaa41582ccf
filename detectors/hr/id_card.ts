import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits; there is no published check. */
export default {
  id: 'hr.id_card',
  version: 1,
  title: 'Croatian identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['HR'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [9] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['croatian identity card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    hr: [
      'osobna iskaznica',
      'osobne iskaznice',
      'osobnu iskaznicu',
      'broj osobne iskaznice',
      'br. osobne iskaznice',
      'broj oi',
      'oi',
    ],
  },
  columns: ['osobna_iskaznica', 'broj_osobne_iskaznice', 'broj_oi', 'id_card', 'id_card_number', 'identity_card'],
  negativeLabels: ['telefon', 'tel', 'mob', 'oib'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['340191425', '539505706', '086257417', '541039733', '433775637'],
    invalid: ['34019142', '5395057067', '086257417Q', '40191425', '08625741712', '539505706ZZ'],
  },
} satisfies Detector;
