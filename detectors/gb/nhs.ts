import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';
import { mod11 } from '../lib/weights.ts';

/** Ten digits, the last a check digit modulus 11 (a number that would need the digit ten is never given out). */
export default {
  id: 'gb.nhs',
  version: 2,
  title: 'UK NHS number',
  category: 'user.health_and_medical.record_id',
  countries: ['GB'],
  sources: [
    'https://www.datadictionary.nhs.uk/attributes/nhs_number.html',
    'https://digital.nhs.uk/services/nhs-number',
  ],
  shapes: [{ kind: 'digits', digits: [10], separators: ' -', groups: [[3, 3, 4]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{10}$/.test(digits) || !mod11(digits)) return invalid;
    const form = /^\d{3}([ -]?)\d{3}\1\d{4}$/.exec(plain(value));
    if (form === null) return invalid;
    const test = digits.startsWith('999') ? { deny: 'test value: numbers from 999 are never given out' } : {};
    return valid(digits, { distinctive: form[1] === ' ' ? 0.3 : 0, ...test, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.091,
  labels: {
    en: [
      'nhs',
      'nhs no',
      'nhs number',
      'nhs numbers',
      'nhs id',
      'national health service',
      'national health service number',
      'health service number',
      'health care number',
    ],
    de: ['nhs-nummer', 'nhs nummer'],
    fr: ['numero nhs'],
    es: ['numero nhs'],
    pl: ['numer nhs'],
  },
  columns: [
    'nhs',
    'nhs_no',
    'nhs_number',
    'nhs_num',
    'nhs_id',
    'nhsno',
    'nhsnumber',
    'patient_nhs_number',
    'health_number',
  ],
  negativeLabels: ['phone', 'tel', 'mobile', 'fax', 'isbn', 'gtin'],
  deny: [
    { value: '9434765919', reason: 'documentation: example of the NHS' },
    { value: '4010232137', reason: 'documentation: example of the NHS data dictionary' },
  ],
  reach: 12,
  examples: {
    valid: ['488 147 3239', '4382844037', '497-468-3756', '4324237476', '475 080 5033'],
    invalid: ['401-023-2138', '401 0232 137', '4010232136', '40102321371'],
  },
} satisfies Detector;
