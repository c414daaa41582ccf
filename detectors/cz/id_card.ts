import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits; there is no published check. */
export default {
  id: 'cz.id_card',
  version: 1,
  title: 'Czech identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['CZ'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [9], separators: ' ', groups: [[3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['czech identity card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    cs: [
      'obcansky prukaz',
      'obcanskeho prukazu',
      'obcanskym prukazem',
      'cislo obcanskeho prukazu',
      'c. obcanskeho prukazu',
      'cislo op',
      'c. op',
      'op c.',
      'op',
      'cislo dokladu',
      'prukaz totoznosti',
    ],
  },
  columns: [
    'obcansky_prukaz',
    'cislo_op',
    'op',
    'cislo_obcanskeho_prukazu',
    'cislo_dokladu',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  negativeLabels: ['telefon', 'tel', 'mobil', 'pas', 'pasu'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['974446206', '264864100', '951753188', '242618416', '641427803'],
    invalid: ['97444620', '2648641007', '951753188Q', '74446206', '95175318812', '264864100ZZ'],
  },
} satisfies Detector;
