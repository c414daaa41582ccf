import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits; there is no published check. */
export default {
  id: 'dk.passport',
  version: 1,
  title: 'Danish passport number',
  category: 'user.government_id.passport_number',
  countries: ['DK'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [9] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['danish passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    da: ['pas', 'pasnummer', 'pasnr', 'pas nr', 'pas-nr', 'pas nr.', 'pasnummeret'],
  },
  columns: ['pasnummer', 'pasnr', 'pas_nr', 'passport', 'passport_number', 'passport_no'],
  negativeLabels: ['telefon', 'tlf'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['289529035', '250758179', '244974436', '246878728', '242990523'],
    invalid: ['28952903', '2507581797', '244974436Q', '89529035', '24497443612', '250758179ZZ'],
  },
} satisfies Detector;
