import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Twelve digits from 10; nothing in it can be checked. */
export default {
  id: 'in.uan',
  version: 1,
  title: 'Indian provident fund number (UAN)',
  category: 'user.government_id.national_identification_number',
  countries: ['IN'],
  sources: ['https://www.epfindia.gov.in/site_en/index.php'],
  shapes: [{ kind: 'digits', digits: [12], separators: ' ', groups: [[4, 4, 4]] }],
  check(value) {
    const digits = compact(value);
    return /^1[0-2]\d{10}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.03,

  labels: {
    en: ['uan', 'uan number', 'uan no', 'universal account number', 'epf number', 'pf number', 'pf uan'],
    hi: ['यूएएन', 'यूएएन नंबर', 'भविष्य निधि'],
  },
  columns: ['uan', 'uan_number', 'uan_no', 'universal_account_number', 'pf_uan'],

  negativeLabels: ['aadhaar', 'mobile'],
  needs: 'label',

  reach: 14,
  examples: {
    valid: ['100373883098', '1105 1684 1981', '102953093902'],
    invalid: ['201234567890', '10123456789', '1012345678901'],
  },
} satisfies Detector;
