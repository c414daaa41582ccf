import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Ten digits from 0, 1, 2, 3 or 9 with a Luhn check. */
export default {
  id: 'za.tin',
  version: 1,
  title: 'South African tax number',
  category: 'user.government_id.national_identification_number',
  countries: ['ZA'],
  sources: [
    'https://www.sars.gov.za/individuals/i-need-a-tax-number/',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/south-africa-tin.pdf',
  ],
  shapes: [{ kind: 'digits', digits: [10], separators: ' ', groups: [[4, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    return /^[01239]\d{9}$/.test(digits) && luhn(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.05,

  labels: {
    en: ['tax number', 'tax no', 'tax reference number', 'tax reference', 'income tax number', 'sars number', 'tin'],
    af: ['belastingnommer', 'belastingverwysingsnommer', 'inkomstebelastingnommer'],
  },
  columns: [
    'tax_number',
    'tax_no',
    'tax_reference_number',
    'sars_number',
    'income_tax_number',
    'tin',
    'belastingnommer',
  ],

  negativeLabels: ['phone', 'fax', 'tel', 'cell', 'vat'],
  needs: 'context',

  reach: 12,
  examples: {
    valid: ['0470429416', '9806 458 791', '2416658900'],
    invalid: ['0470429417', '9806 458 792', '4001339051', '000133905', '00013390500'],
  },
} satisfies Detector;
