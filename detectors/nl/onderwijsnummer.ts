import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits from 10, for pupils without a BSN: in the eleven-test they leave 5. */
export default {
  id: 'nl.onderwijsnummer',
  version: 1,
  title: 'Dutch education number',
  category: 'user.unique_id',
  countries: ['NL'],
  sources: ['https://duo.nl/zakelijk/', 'https://nl.wikipedia.org/wiki/Onderwijsnummer'],
  shapes: [
    {
      kind: 'digits',
      digits: [9],
      separators: '. ',
      groups: [
        [4, 2, 3],
        [3, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^10\d{7}$/.test(digits)) return invalid;
    const rest = ((weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11) + 11) % 11;
    return rest === 5 ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.00096,
  labels: {
    en: ['education number', 'dutch education number', 'pupil number', 'student number'],
    nl: [
      'onderwijsnummer',
      'onderwijsnummers',
      'onderwijsnr',
      'onderwijs nr',
      'pgn',
      'persoonsgebonden nummer',
      'leerlingnummer',
    ],
  },
  columns: ['onderwijsnummer', 'onderwijsnr', 'onderwijs_nr', 'pgn', 'persoonsgebonden_nummer', 'education_number'],
  negativeLabels: ['telefoon', 'kvk'],
  deny: [],
  reach: 11,
  examples: {
    valid: ['107613287', '1034.41.329', '102282621', '1098.00.030', '107063421'],
    invalid: ['307613287', '1034.71.329', '10761328', '1034.41.3297', '102282621Q', '07613287'],
  },
} satisfies Detector;
