import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Eight digits; there is no published check. */
export default {
  id: 'lt.passport',
  version: 1,
  title: 'Lithuanian passport or identity card number',
  category: 'user.government_id.passport_number',
  countries: ['LT'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [8] }],
  check(value) {
    const digits = compact(value);
    return /^\d{8}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: [
      'lithuanian passport',
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
    lt: [
      'pasas',
      'paso',
      'paso numeris',
      'paso nr',
      'paso nr.',
      'asmens tapatybes kortele',
      'asmens tapatybės kortelės nr',
      'atk',
      'tapatybes korteles numeris',
    ],
  },
  columns: [
    'pasas',
    'paso_nr',
    'paso_numeris',
    'atk',
    'passport',
    'passport_number',
    'passport_no',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  negativeLabels: ['telefonas', 'tel'],
  needs: 'label',
  deny: [],
  reach: 8,
  examples: {
    valid: ['18176620', '26996480', '15725168', '16136747', '14101603'],
    invalid: ['1817662', '269964807', '15725168Q', '8176620', '1572516812', '26996480ZZ'],
  },
} satisfies Detector;
