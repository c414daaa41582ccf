import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Six to ten digits; there is no check. */
export default {
  id: 'cy.id_card',
  version: 1,
  title: 'Cypriot identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['CY'],
  sources: ['https://www.moi.gov.cy/', 'https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [6, 7, 8, 10] }],
  check(value) {
    const digits = compact(value);
    return /^(?:\d{6,8}|00\d{8})$/.test(digits)
      ? valid(digits.replace(/^0+(?=\d)/, ''), denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 1,
  labels: {
    en: [
      'cyprus identity card',
      'arc number',
      'arc no',
      'identity card',
      'identity card number',
      'id card',
      'id card number',
      'id card no',
    ],
    el: [
      'δελτίο ταυτότητας',
      'taftotita',
      'ar taftotitas',
      'αριθμός δελτίου ταυτότητας',
      'αρ. δελτίου ταυτότητας',
      'αριθμός ταυτότητας',
      'αρ. ταυτότητας',
      'αδτ',
      'ταυτότητα',
      'ταυτότητας',
    ],
    tr: ['kimlik karti', 'kimlik numarasi'],
  },
  columns: ['adt', 'ar_taftotitas', 'taftotita', 'id_card', 'id_card_number', 'identity_card', 'arc_number'],
  negativeLabels: ['τηλέφωνο', 'phone', 'tel'],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['817803', '1837637', '0014204446', '734122', '1750901'],
    invalid: ['12345', '123456789', '81780', '0014204446Q', '17803', '001420444612'],
  },
} satisfies Detector;
