import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Six digits, a check digit (weights 4 and 9 in turn, modulus 10), two digits for the field of medicine. */
export default {
  id: 'de.lanr',
  version: 1,
  title: 'German doctor number (LANR)',
  category: 'user.unique_id',
  countries: ['DE'],
  sources: ['https://www.kbv.de/html/arztnummern.php'],
  shapes: [
    {
      kind: 'digits',
      digits: [9],
      separators: ' /',
      groups: [
        [7, 2],
        [6, 1, 2],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{7}(?:0[1-9]|[1-9]\d)$/.test(digits)) return invalid;
    const sum = weightedSum(digits, [4, 9, 4, 9, 4, 9]);
    return (10 - (sum % 10)) % 10 === Number(digits.charAt(6)) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.099,
  labels: {
    en: ['lanr', 'german doctor number', 'doctor number', 'physician number'],
    de: [
      'lanr',
      'lanr-nummer',
      'lebenslange arztnummer',
      'lebenslangen arztnummer',
      'arztnummer',
      'arztnummern',
      'arzt-nr',
      'arzt-nr.',
      'arztnr',
      'zahnarztnummer',
    ],
  },
  columns: ['lanr', 'arztnummer', 'arzt_nr', 'arztnr', 'lebenslange_arztnummer', 'doctor_number'],
  negativeLabels: ['bsnr', 'telefon', 'tel', 'fax', 'pzn'],
  needs: 'context',
  deny: [],
  reach: 10,
  examples: {
    valid: ['144826016', '1320045 28', '265596390', '0337744 19', '717994247'],
    invalid: ['174826016', '1320945 28', '14482601', '1320045 287', '265596390Q', '44826016'],
  },
} satisfies Detector;
