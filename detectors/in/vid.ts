import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { verhoeff } from '../lib/verhoeff.ts';

/** Sixteen digits from 2 to 9 with a Verhoeff check, that stand for an Aadhaar number. */
export default {
  id: 'in.vid',
  version: 1,
  title: 'Indian Aadhaar virtual id',
  category: 'user.government_id.national_identification_number',
  countries: ['IN'],
  sources: [
    'https://uidai.gov.in/en/contact-support/have-any-question/1026-english-uk/faqs/aadhaar-online-services/virtual-id-vid.html',
  ],
  shapes: [{ kind: 'digits', digits: [16], separators: ' -', groups: [[4, 4, 4, 4]] }],
  check(value) {
    const digits = compact(value);
    if (!/^[2-9]\d{15}$/.test(digits) || !verhoeff(digits)) return invalid;
    const isPalindrome = digits.slice(0, 8) === Array.from(digits.slice(8)).reverse().join('');
    return isPalindrome ? invalid : valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.081,

  labels: {
    en: ['vid', 'vid number', 'virtual id', 'aadhaar virtual id', 'aadhaar vid', 'aadhar vid'],
    hi: ['वर्चुअल आईडी', 'आधार वर्चुअल आईडी'],
  },
  columns: ['vid', 'aadhaar_vid', 'virtual_id', 'aadhaar_virtual_id', 'vid_number'],

  negativeLabels: ['card', 'credit card', 'debit card', 'visa', 'mastercard'],
  needs: 'context',

  reach: 19,
  examples: {
    valid: ['8213 9998 6860 7803', '7918134381234007', '9529-6387-3673-8782'],
    invalid: ['8213 9998 6860 7804', '7918134381234008', '2341234123412347', '234123412341234', '1341234123412341'],
  },
} satisfies Detector;
