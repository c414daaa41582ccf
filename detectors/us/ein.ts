import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/**
 * Two digits of the campus that gave it, and seven. The prefix is the only check; a sole proprietor's says who the
 * person is.
 */
export default {
  id: 'us.ein',
  version: 1,
  title: 'US Employer Identification Number',
  category: 'user.unique_id',
  countries: ['US'],
  sources: [
    'https://www.irs.gov/businesses/small-businesses-self-employed/employer-id-numbers',
    'https://www.irs.gov/businesses/small-businesses-self-employed/how-eins-are-assigned-and-valid-ein-prefixes',
  ],
  shapes: [{ kind: 'digits', digits: [9], separators: '-', groups: [[2, 7]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{9}$/.test(digits) || unassigned.has(digits.slice(0, 2)) || !/^\d{2}-?\d{7}$/.test(plain(value)))
      return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.83,

  labels: {
    en: [
      'ein',
      'fein',
      'ein number',
      'employer identification number',
      'employer id number',
      'federal employer identification number',
      'federal tax id',
      'federal tax id number',
      'federal ein',
      'employer tax id',
    ],
    es: ['ein', 'numero de identificacion del empleador', 'numero de identificacion patronal'],
  },
  columns: [
    'ein',
    'fein',
    'ein_number',
    'employer_identification_number',
    'employer_id_number',
    'federal_tax_id',
    'federal_ein',
    'employer_ein',
  ],

  negativeLabels: ['ssn', 'itin', 'routing', 'zip', 'duns'],
  needs: 'label',

  reach: 10,
  examples: {
    valid: ['61-5685730', '83-8820492', '479225896'],
    invalid: ['07-1234567', '89-1234568', '12-34567', '1234567890'],
  },
} satisfies Detector;

/** Prefixes that no campus gives out; all others are in use. */
const unassigned: ReadonlySet<string> = new Set('00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97'.split(' '));
