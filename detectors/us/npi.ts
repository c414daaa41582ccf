import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Ten digits from 1 or 2: who gives health care. Luhn over 80840 and the number. */
export default {
  id: 'us.npi',
  version: 1,
  title: 'US National Provider Identifier',
  category: 'user.unique_id',
  countries: ['US'],
  sources: [
    'https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand',
    'https://www.cms.gov/Regulations-and-Guidance/Administrative-Simplification/NationalProvIdentStand/Downloads/NPIcheckdigit.pdf',
  ],
  shapes: [{ kind: 'digits', digits: [10], separators: '- ', groups: [[4, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    if (!/^[12]\d{9}$/.test(digits) || !luhn(`80840${digits}`)) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.02,

  labels: {
    en: [
      'npi',
      'npis',
      'npi number',
      'npi no',
      'national provider identifier',
      'provider identifier',
      'provider number',
      'provider id',
      'provider npi',
      'physician npi',
      'prescriber npi',
    ],
    es: ['npi', 'identificador nacional de proveedor'],
  },
  columns: [
    'npi',
    'npi_number',
    'provider_npi',
    'physician_npi',
    'prescriber_npi',
    'national_provider_identifier',
    'referring_npi',
  ],

  negativeLabels: ['phone', 'fax', 'tel', 'mobile', 'ein', 'ssn'],
  needs: 'context',

  reach: 12,
  examples: {
    valid: ['1610625117', '1965-629-862', '2200238964', '2435 958 725'],
    invalid: ['1610625118', '1965-629-863', '0234567893', '3234567893', '123456789', '2234567890'],
  },
} satisfies Detector;
