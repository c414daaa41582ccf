import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits; there is no published check. */
export default {
  id: 'gr.driving_licence',
  version: 1,
  title: 'Greek driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['GR'],
  sources: [
    'https://www.gov.gr/ipiresies/polites-kai-kathemerinoteta/metakineseis',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [{ kind: 'digits', digits: [9], separators: ' ', groups: [[3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: [
      'greek driving licence',
      'driving licence',
      'driving licence number',
      'drivers license number',
      'licence number',
    ],
    el: [
      'δίπλωμα οδήγησης',
      'adeia odigisis',
      'diploma odigisis',
      'άδεια οδήγησης',
      'άδειας οδήγησης',
      'αριθμός άδειας οδήγησης',
      'αρ. άδειας οδήγησης',
      'αριθμός διπλώματος οδήγησης',
    ],
  },
  columns: ['adeia_odigisis', 'diploma_odigisis', 'ar_adeias_odigisis', 'driving_licence', 'driving_licence_number'],
  negativeLabels: ['αφμ', 'τηλέφωνο', 'phone', 'tel'],
  needs: 'label',
  deny: [],
  reach: 11,
  examples: {
    valid: ['094224264', '103 908 161', '389097449', '193 420 846', '830082634'],
    invalid: ['09422426', '103 908 1617', '389097449Q', '94224264', '38909744912', '103 908 161ZZ'],
  },
} satisfies Detector;
