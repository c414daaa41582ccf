import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Ten digits (2-7-1); the rule of the last is not published. */
export default {
  id: 'ph.sss',
  version: 1,
  title: 'Philippine social security number (SSS)',
  category: 'user.government_id.national_identification_number',
  countries: ['PH'],
  sources: ['https://www.sss.gov.ph/'],
  shapes: [{ kind: 'digits', digits: [10], separators: '-', groups: [[2, 7, 1]] }],
  check(value) {
    const digits = compact(value);
    return /^[0-6]\d{9}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.7,

  labels: {
    en: ['sss', 'sss number', 'sss no', 'sss id', 'philippine social security number', 'social security number'],
    tl: ['sss', 'numero ng sss'],
  },
  columns: ['sss', 'sss_number', 'sss_no', 'sss_id'],

  negativeLabels: ['phone', 'tel', 'ssn'],
  needs: 'label',

  reach: 12,
  examples: {
    valid: ['43-2487686-8', '4645669999', '03-4456064-5'],
    invalid: ['71-2345678-9', '123456789', '12345678901'],
  },
} satisfies Detector;
