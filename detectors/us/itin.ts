import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Nine digits beginning with 9; digits four and five lie in ranges that the IRS has widened over the years. */
export default {
  id: 'us.itin',
  version: 1,
  title: 'US Individual Taxpayer Identification Number',
  category: 'user.government_id.national_identification_number',
  countries: ['US'],
  sources: [
    'https://www.irs.gov/individuals/individual-taxpayer-identification-number',
    'https://www.irs.gov/pub/irs-pdf/p4757.pdf',
  ],
  shapes: [{ kind: 'digits', digits: [9], separators: '- .', groups: [[3, 2, 4]] }],
  check(value) {
    const digits = compact(value);
    if (!/^9\d{2}(5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/.test(digits)) return invalid;
    const form = /^\d{3}([-. ]?)\d{2}\1\d{4}$/.exec(plain(value));
    if (form === null) return invalid;
    return valid(digits, {
      distinctive: form[1] === '-' ? 0.5 : form[1] === '' ? -0.3 : 0,
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.044,
  labels: {
    en: [
      'itin',
      'itins',
      'itin number',
      'individual taxpayer identification number',
      'individual tax id',
      'individual taxpayer id',
      'taxpayer id',
      'taxpayer identification number',
      'tax id',
      'tax identification number',
      'tin',
    ],
    es: [
      'itin',
      'numero de identificacion personal del contribuyente',
      'identificacion del contribuyente',
      'numero de contribuyente',
    ],
  },
  columns: ['itin', 'itin_number', 'taxpayer_id', 'tax_id', 'tin', 'individual_taxpayer_id'],
  negativeLabels: ['routing', 'aba', 'ein', 'zip', 'duns'],
  deny: [],
  reach: 11,
  examples: {
    valid: ['912-90-3456', '911-70-1234', '911701234', '985 53 2210', '900-88-0001'],
    invalid: ['912-93-4567', '912-89-4567', '912-49-4567', '812-70-1234', '911-70-12345', '91-170-1234'],
  },
} satisfies Detector;
