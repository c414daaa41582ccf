import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { digitSums } from '../lib/digit-sums.ts';
import { compact, plain } from '../lib/text.ts';

/** Area, birth date, the first letter of the surname at birth, serial, check digit: the letter as two digits, digits of the products with 2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1 added up, modulus 10. */
export default {
  id: 'de.rvnr',
  version: 1,
  title: 'German pension insurance number',
  category: 'user.government_id.national_identification_number',
  countries: ['DE'],
  sources: [
    'https://www.gesetze-im-internet.de/vkvv/__2.html',
    'https://www.deutsche-rentenversicherung.de/',
    'https://de.wikipedia.org/wiki/Versicherungsnummer',
  ],
  shapes: [{ kind: 'mask', mask: '99999999A999', separators: ' ' }],
  check(value) {
    const number = compact(value, /\s/g);
    const parts = /^(\d{2})(\d{2})(\d{2})(\d{2})([A-Z])(\d{2})(\d)$/.exec(number);
    if (parts === null || !forms.test(plain(value))) return invalid;
    const [, area, day, month, year, letter, serial, check] = parts;
    if (!areas.has(Number(area))) return invalid;
    // Where a day's numbers ran out, 32 … has been added to the day; unknown days are 0.
    const born = Number(day) > 50 ? Number(day) - 50 : Number(day);
    if (
      born > 31 ||
      Number(month) > 12 ||
      (born > 0 && Number(month) > 0 && !isDayOfSomeCentury(Number(year), Number(month), born))
    )
      return invalid;
    const place = String(letter!.charCodeAt(0) - 64).padStart(2, '0');
    const sum = digitSums(area! + day! + month! + year! + place + serial!, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]);
    return sum % 10 === Number(check) ? valid(number) : invalid;
  },
  falseAccept: 0.0057,
  labels: {
    en: [
      'german pension insurance number',
      'pension insurance number',
      'german social security number',
      'social security number',
      'social insurance number',
    ],
    de: [
      'rentenversicherungsnummer',
      'rentenversicherungsnummern',
      'rentenversicherungs-nr',
      'rv-nummer',
      'rv-nr',
      'rvnr',
      'rv nummer',
      'sozialversicherungsnummer',
      'sozialversicherungsnummern',
      'sozialversicherungs-nr',
      'sv-nummer',
      'sv-nr',
      'svnr',
      'sv nummer',
      'versicherungsnummer',
      'vsnr',
      'vers.-nr.',
      'rentennummer',
    ],
  },
  columns: [
    'rentenversicherungsnummer',
    'rv_nummer',
    'rvnr',
    'rv_nr',
    'sozialversicherungsnummer',
    'sv_nummer',
    'svnr',
    'sv_nr',
    'vsnr',
    'versicherungsnummer',
    'social_security_number',
  ],
  deny: [{ value: '15070649C103', reason: 'documentation: example of the pension insurance' }],
  reach: 15,
  examples: {
    valid: ['42260993E489', '61 251265 J 231', '42260871A592', '56 201285 S 467', '64120903K403'],
    invalid: ['42260993E487', '61 251245 J 231', '65 170839 J 009', '99070649C103', '42260993E48', '61 251265 J 2317'],
  },
} satisfies Detector;

const forms =
  /^(?:\w{12}|\d{2} \d{6} [a-z] \d{3}|\d{2} \d{6} [a-z] \d{2} \d|\d{8} [a-z] \d{3}|\d{2} \d{2} \d{2} \d{2} [a-z] \d{2} \d)$/i;

/** Of the regional funds, of the federal one and its forerunners. */
const areas = new Set([
  2, 3, 4, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 38, 39, 40, 80, 81, 82, 89,
]);
for (let area = 42; area < 80; area++) areas.add(area);
