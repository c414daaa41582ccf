import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Twelve digits (2-9-1); the rule of the last is not published. */
export default {
  id: 'ph.philhealth',
  version: 1,
  title: 'Philippine health insurance number (PhilHealth)',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['PH'],
  sources: ['https://www.philhealth.gov.ph/'],
  shapes: [{ kind: 'digits', digits: [12], separators: '-', groups: [[2, 9, 1]] }],
  check(value) {
    const digits = compact(value);
    return /^[0-2]\d{11}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.3,

  labels: {
    en: ['philhealth', 'philhealth number', 'philhealth no', 'philhealth id', 'philhealth identification number'],
    tl: ['philhealth', 'numero ng philhealth'],
  },
  columns: ['philhealth', 'philhealth_number', 'philhealth_no', 'philhealth_id'],

  negativeLabels: ['phone', 'tel'],
  needs: 'label',

  reach: 14,
  examples: {
    valid: ['08-982542776-7', '123329335285', '09-146060370-8'],
    invalid: ['71-234567890-1', '12-34567890', '1234567890123'],
  },
} satisfies Detector;
