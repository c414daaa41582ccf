import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { mod11 } from '../lib/weights.ts';

/** Ten digits from 320 000 0010 to 399 999 9999: the check is that of the NHS number, the range is Northern Ireland’s. */
export default {
  id: 'gb.hc',
  version: 1,
  title: 'Northern Irish Health and Care number',
  category: 'user.health_and_medical.record_id',
  countries: ['GB'],
  sources: [
    'https://www.datadictionary.nhs.uk/attributes/community_health_index_number.html',
    'https://bso.hscni.net/directorates/operations/family-practitioner-services/',
  ],
  shapes: [{ kind: 'digits', digits: [10], separators: ' -', groups: [[3, 3, 4]] }],
  check(value) {
    const digits = compact(value);
    return /^3[2-9]\d{8}$/.test(digits) && mod11(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.0076,
  labels: {
    en: [
      'h&c number',
      'h&c no',
      'hcn',
      'hc number',
      'health and care number',
      'health & care number',
      'health and social care number',
      'hsc number',
      'hscni number',
    ],
  },
  columns: ['hcn', 'hc_number', 'h_c_number', 'health_and_care_number', 'health_care_number', 'hsc_number'],
  negativeLabels: ['phone', 'tel', 'mobile', 'fax'],
  deny: [],
  reach: 12,
  examples: {
    valid: ['3653146151', '368 932 2499', '3645448314', '328 991 8084', '3269468261'],
    invalid: ['3653186151', '368 933 2499', '365314615', '368 932 24997', '3645448314Q', '653146151'],
  },
} satisfies Detector;
