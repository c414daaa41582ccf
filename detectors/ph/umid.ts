import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Twelve digits (4-7-1); the rule of the last is not published. */
export default {
  id: 'ph.umid',
  version: 1,
  title: 'Philippine common reference number (UMID, CRN)',
  category: 'user.government_id.national_identification_number',
  countries: ['PH'],
  sources: ['https://www.sss.gov.ph/umid-card/', 'https://www.gsis.gov.ph/'],
  shapes: [{ kind: 'digits', digits: [12], separators: '-', groups: [[4, 7, 1]] }],
  check(value) {
    const digits = compact(value);
    return /^[01]\d{11}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.2,

  labels: {
    en: ['umid', 'umid number', 'umid id', 'crn', 'common reference number', 'unified multi purpose id'],
    tl: ['umid', 'numero ng umid'],
  },
  columns: ['umid', 'umid_number', 'crn', 'common_reference_number', 'umid_crn'],

  negativeLabels: ['phone', 'tel'],
  needs: 'label',

  reach: 14,
  examples: {
    valid: ['0181-0252990-4', '008806204051', '0141-6948845-3'],
    invalid: ['2011-1234567-8', '01111234567', '0111-123456-78-9'],
  },
} satisfies Detector;
