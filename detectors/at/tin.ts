import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { digitSums } from '../lib/digit-sums.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Two digits of the tax office and six, and a check digit as of Luhn. */
export default {
  id: 'at.tin',
  version: 1,
  title: 'Austrian tax number (Abgabenkontonummer)',
  category: 'user.government_id.national_identification_number',
  countries: ['AT'],
  sources: [
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/austria-tin.pdf',
    'https://de.wikipedia.org/wiki/Abgabenkontonummer',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [9],
      separators: '-/ ',
      groups: [
        [2, 3, 4],
        [2, 7],
        [2, 3, 3, 1],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (
      !/^\d{9}$/.test(digits) ||
      !offices.has(digits.slice(0, 2)) ||
      digitSums(digits, [1, 2, 1, 2, 1, 2, 1, 2, 1]) % 10 !== 0
    )
      return invalid;
    return valid(digits, { distinctive: plain(value).includes('/') ? 1 : 0, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.041,
  labels: {
    en: ['austrian tax number', 'tax number', 'tax id', 'tax identification number', 'tin'],
    de: [
      'steuernummer',
      'steuernummern',
      'steuer-nr',
      'steuernr',
      'st.nr.',
      'stnr',
      'abgabenkontonummer',
      'abgabenkonto',
      'abgabenkonto-nr',
      'finanzamtsnummer',
      'tin',
    ],
  },
  columns: [
    'steuernummer',
    'steuer_nr',
    'steuernr',
    'stnr',
    'abgabenkontonummer',
    'abgabenkonto',
    'tax_number',
    'tax_id',
    'tin',
  ],
  negativeLabels: ['telefon', 'tel', 'fax', 'uid', 'ust-idnr'],
  deny: [],
  reach: 11,
  examples: {
    valid: ['46-284/9209', '548440106', '51-792/5194', '530979137', '51-273/1225'],
    invalid: ['46-284/9279', '548140106', '46-284/920', '5484401067', '51-792/5194Q', '6-284/9209'],
  },
} satisfies Detector;

/** Tax offices up to the reform of 2020, whose numbers live on. */
const offices = new Set(
  '03 04 06 07 08 09 10 12 15 16 18 22 23 29 33 38 41 46 51 52 53 54 57 59 61 65 67 68 69 71 72 81 82 83 84 90 91 93 97 98'.split(
    ' ',
  ),
);
