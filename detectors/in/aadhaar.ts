import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { verhoeff } from '../lib/verhoeff.ts';

/** Twelve digits from 2 to 9 with a Verhoeff check; never a palindrome. */
export default {
  id: 'in.aadhaar',
  version: 1,
  title: 'Indian Aadhaar number',
  category: 'user.government_id.national_identification_number',
  countries: ['IN'],
  sources: ['https://uidai.gov.in/en/my-aadhaar/about-your-aadhaar.html', 'https://en.wikipedia.org/wiki/Aadhaar'],
  shapes: [{ kind: 'digits', digits: [12], separators: ' -:', groups: [[4, 4, 4]] }],
  check(value) {
    const digits = compact(value, /[\s:.-]/g);
    if (!/^[2-9]\d{11}$/.test(digits) || !verhoeff(digits)) return invalid;
    const isPalindrome = digits.slice(0, 6) === Array.from(digits.slice(6)).reverse().join('');
    return isPalindrome ? invalid : valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.08,

  labels: {
    en: [
      'aadhaar',
      'aadhar',
      'aadhaar number',
      'aadhar number',
      'aadhaar no',
      'aadhar no',
      'aadhaar card',
      'aadhar card',
      'uid number',
      'uidai',
    ],
    hi: ['आधार', 'आधार संख्या', 'आधार नंबर', 'आधार कार्ड'],
  },
  columns: ['aadhaar', 'aadhar', 'aadhaar_number', 'aadhar_number', 'aadhaar_no', 'aadhar_no', 'uid_number'],

  negativeLabels: ['phone', 'mobile', 'imei'],
  needs: 'context',
  deny: [{ value: '234123412346', reason: 'documentation: the sample of python-stdnum' }],

  reach: 14,
  examples: {
    valid: ['7201 3719 8959', '3753-2618-6496', '635924858333', '4010 2177 7467'],
    invalid: ['7201 3719 8950', '3753-2618-6497', '1234 5678 9012', '312345678908', '31234567890'],
  },
} satisfies Detector;
