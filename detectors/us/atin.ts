import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** As an SSN that begins with 9, with 93 as its fourth and fifth digit: a child whose adoption is pending. */
export default {
  id: 'us.atin',
  version: 1,
  title: 'US Adoption Taxpayer Identification Number',
  category: 'user.government_id.national_identification_number',
  countries: ['US'],
  sources: ['https://www.irs.gov/individuals/adoption-taxpayer-identification-number'],
  shapes: [{ kind: 'digits', digits: [9], separators: '-', groups: [[3, 2, 4]] }],
  check(value) {
    const digits = compact(value);
    return /^9\d{2}93\d{4}$/.test(digits) ? valid(digits) : invalid;
  },
  falseAccept: 0.00095,

  labels: {
    en: [
      'atin',
      'atins',
      'atin number',
      'adoption taxpayer identification number',
      'adoption tax id',
      'adoption taxpayer id',
    ],
    es: ['atin', 'numero de identificacion del contribuyente en adopcion'],
  },
  columns: ['atin', 'atin_number', 'adoption_taxpayer_id', 'adoption_tax_id'],

  needs: 'label',

  reach: 11,
  examples: {
    valid: ['971-93-6415', '993-93-9881', '958935509'],
    invalid: ['912-94-1234', '812-93-1234', '912-94-12345'],
  },
} satisfies Detector;
