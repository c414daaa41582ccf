import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { mod97 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** The national register number of those who are not in the register: 20 or 40 is added to the month; the day may be unknown. */
export default {
  id: 'be.bis',
  version: 1,
  title: 'Belgian BIS number',
  category: 'user.government_id.national_identification_number',
  countries: ['BE'],
  sources: ['https://www.ksz-bcss.fgov.be/', 'https://nl.wikipedia.org/wiki/BIS-nummer'],
  shapes: [
    {
      kind: 'digits',
      digits: [11],
      separators: '.- /',
      groups: [
        [2, 2, 2, 3, 2],
        [6, 3, 2],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const parts = /^(\d{2})(\d{2})(\d{2})\d{3}(\d{2})$/.exec(digits);
    if (parts === null) return invalid;
    const month = Number(parts[2]) - (Number(parts[2]) < 40 ? 20 : 40);
    const day = Number(parts[3]);
    if (month < 0 || month > 12 || day > 31) return invalid;
    const fits = ['', '2'].some((century) => 97 - mod97(century + digits.slice(0, 9)) === Number(parts[4]));
    const real = day === 0 || month === 0 || isDayOfSomeCentury(Number(parts[1]), month, day);
    return fits && real
      ? valid(digits, { distinctive: plain(value).includes('-') ? 1 : 0, ...denyPlaceholder(digits) })
      : invalid;
  },
  falseAccept: 0.0016,
  labels: {
    en: ['bis number', 'bis no', 'belgian bis number', 'insz', 'niss', 'ssin', 'social security identification number'],
    nl: ['bis-nummer', 'bisnummer', 'bis nummer', 'bis-nr', 'insz', 'insz-nummer', 'rijksregisternummer'],
    fr: ['numero bis', 'n° bis', 'no bis', 'niss', 'numero niss', 'numero national', 'registre national'],
  },
  columns: ['bis_nummer', 'bisnummer', 'numero_bis', 'insz', 'niss', 'bis_number', 'insz_nummer'],
  deny: [],
  reach: 15,
  examples: {
    valid: ['43.23.22-750.71', '31.26.09-186.86', '54.52.22-293.89', '98.26.02-454.77', '54.22.06-115.52'],
    invalid: [
      '43.23.22-780.71',
      '31.26.49-186.86',
      '43.23.22-750.7',
      '31.26.09-186.867',
      '54.52.22-293.89Q',
      '3.23.22-750.71',
    ],
  },
} satisfies Detector;
