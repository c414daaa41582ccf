import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Sixteen digits from 800360 (a provider 800361, an organisation 800362) with a Luhn check. */
export default {
  id: 'au.ihi',
  version: 1,
  title: 'Australian individual healthcare identifier',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['AU'],
  sources: [
    'https://www.digitalhealth.gov.au/',
    'https://www.servicesaustralia.gov.au/individual-healthcare-identifiers',
  ],
  shapes: [{ kind: 'digits', digits: [16], separators: ' -', groups: [[4, 4, 4, 4]] }],
  check(value) {
    const digits = compact(value);
    return /^80036[012]\d{10}$/.test(digits) && luhn(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 3e-7,

  labels: {
    en: [
      'ihi',
      'ihi number',
      'individual healthcare identifier',
      'healthcare identifier',
      'hpi-i',
      'hpi i',
      'hpi o',
      'my health record',
    ],
  },
  columns: ['ihi', 'ihi_number', 'healthcare_identifier', 'hpi_i', 'individual_healthcare_identifier'],

  negativeLabels: ['card', 'credit card'],

  reach: 19,
  examples: {
    valid: ['8003 6071 8460 2185', '8003602015088050', '8003 6080 4553 7446'],
    invalid: ['8003 6071 8460 2186', '8003602015088051', '8003 6081 6669 0504', '8003630000000000', '800360816669050'],
  },
} satisfies Detector;
