import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters and seven digits. */
export default {
  id: 'gr.passport',
  version: 1,
  title: 'Greek passport number',
  category: 'user.government_id.passport_number',
  countries: ['GR'],
  sources: ['https://www.passport.gov.gr/', 'https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'AA9999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{7}$/.test(number) && /^[a-z]{2} ?\d{7}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['greek passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    el: [
      'διαβατήριο',
      'διαβατηρίου',
      'diavatirio',
      'ar diavatiriou',
      'arithmos diavatiriou',
      'αριθμός διαβατηρίου',
      'αριθμό διαβατηρίου',
      'αρ. διαβατηρίου',
    ],
  },
  columns: ['diavatirio', 'ar_diavatiriou', 'arithmos_diavatiriou', 'passport', 'passport_number', 'passport_no'],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['AO5071056', 'AM 4648934', 'AP8842013', 'AB 6407937', 'AE6373620'],
    invalid: ['AO507105', 'AM 46489347', 'AP8842013Q', 'O5071056', 'AP884201312', 'AM 4648934ZZ'],
  },
} satisfies Detector;
