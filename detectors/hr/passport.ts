import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits; there is no published check. */
export default {
  id: 'hr.passport',
  version: 1,
  title: 'Croatian passport number',
  category: 'user.government_id.passport_number',
  countries: ['HR'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [9] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['croatian passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    hr: ['putovnica', 'putovnice', 'putovnicu', 'broj putovnice', 'br. putovnice'],
  },
  columns: ['putovnica', 'broj_putovnice', 'passport', 'passport_number', 'passport_no'],
  negativeLabels: ['telefon', 'tel', 'mob', 'oib'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['124289284', '085200402', '974008987', '383822470', '375739670'],
    invalid: ['12428928', '0852004027', '974008987Q', '24289284', '97400898712', '085200402ZZ'],
  },
} satisfies Detector;
