import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Nine digits with a Luhn check; none begins with 0 or 8. */
export default {
  id: 'ca.sin',
  version: 1,
  title: 'Canadian social insurance number',
  category: 'user.government_id.national_identification_number',
  countries: ['CA'],
  sources: [
    'https://www.canada.ca/en/employment-social-development/services/sin.html',
    'https://en.wikipedia.org/wiki/Social_insurance_number',
  ],
  shapes: [{ kind: 'digits', digits: [9], separators: '- ', groups: [[3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    if (!/^[1-79]\d{8}$/.test(digits) || !luhn(digits) || !/^\d{3}([ -]?)\d{3}\1\d{3}$/.test(plain(value)))
      return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.08,

  labels: {
    en: [
      'sin',
      'sins',
      'sin number',
      'sin no',
      'social insurance number',
      'social insurance no',
      'social insurance',
      'canadian sin',
    ],
    fr: ['nas', 'numero d assurance sociale', 'no d assurance sociale', 'assurance sociale', 'numero nas'],
  },
  columns: [
    'sin',
    'sin_number',
    'social_insurance_number',
    'social_insurance_no',
    'nas',
    'numero_assurance_sociale',
    'no_nas',
  ],

  negativeLabels: ['ssn', 'routing', 'phone', 'duns'],
  needs: 'context',
  deny: [
    { value: '130692544', reason: 'documentation: a common sample' },
    { value: '193456787', reason: 'documentation: a common sample' },
  ],

  reach: 11,
  examples: {
    valid: ['579-604-638', '415 637 867', '546065699', '949 200 257'],
    invalid: ['579-604-639', '415 637 868', '046 454 286', '812 345 678', '130 692-544'],
  },
} satisfies Detector;
