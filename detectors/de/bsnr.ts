import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits, the first two of the association of doctors that gave it out. There is no check digit. */
export default {
  id: 'de.bsnr',
  version: 1,
  title: 'German practice number (BSNR)',
  category: 'user.unique_id',
  countries: ['DE'],
  sources: ['https://www.kbv.de/html/betriebsstaettennummern.php'],
  shapes: [
    {
      kind: 'digits',
      digits: [9],
      separators: ' ',
      groups: [
        [2, 7],
        [3, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^(?:0[1-3]|17|20|31|35|38|4[67]|5[12]|52|55|6[1-3]|7[1-4]|78|8[138]|88|9[38]|98)\d{7}$/.test(digits)
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.26,
  labels: {
    en: ['bsnr', 'german practice number', 'practice number'],
    de: [
      'bsnr',
      'betriebsstattennummer',
      'betriebsstattennummern',
      'betriebsstaettennummer',
      'betriebsstatten-nr',
      'nbsnr',
      'nebenbetriebsstattennummer',
      'praxisnummer',
    ],
  },
  columns: ['bsnr', 'betriebsstaettennummer', 'betriebsstatten_nr', 'praxisnummer', 'practice_number'],
  negativeLabels: ['lanr', 'telefon', 'tel', 'fax'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['729852605', '382146194', '022892510', '721420009', '380956654'],
    invalid: ['429852605', '582146194', '045678912', '991234567', '72985260', '3821461947'],
  },
} satisfies Detector;
