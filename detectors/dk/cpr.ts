import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Birth date as DDMMYY and four digits that tell the century. The check modulus 11 holds for most numbers, but since 2007 some have been given out without it. */
export default {
  id: 'dk.cpr',
  version: 1,
  title: 'Danish civil registration number (CPR)',
  category: 'user.government_id.national_identification_number',
  countries: ['DK'],
  sources: ['https://www.cpr.dk/cpr-systemet/opbygning-af-cpr-nummeret', 'https://da.wikipedia.org/wiki/CPR-nummer'],
  shapes: [{ kind: 'digits', digits: [10], separators: '- ', groups: [[6, 4]] }],
  check(value) {
    const digits = compact(value);
    const parts = /^(\d{2})(\d{2})(\d{2})(\d)\d{3}$/.exec(digits);
    if (parts === null) return invalid;
    const [year, seventh] = [Number(parts[3]), Number(parts[4])];
    const century =
      seventh < 4 ? 1900 : seventh === 4 || seventh === 9 ? (year < 37 ? 2000 : 1900) : year < 58 ? 2000 : 1800;
    // 60 is added to the day where the register is not meant to know the person.
    const day = Number(parts[1]) > 60 ? Number(parts[1]) - 60 : Number(parts[1]);
    if (century + year > latest || !isDay(century + year, Number(parts[2]), day)) return invalid;
    const checked = weightedSum(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
    const dashed = plain(value).includes('-') ? 0.5 : 0;
    return valid(digits, {
      ...(checked ? { falseAccept: 0.006, distinctive: dashed } : { distinctive: dashed - 0.8 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.067,
  labels: {
    en: [
      'cpr',
      'cpr number',
      'danish personal number',
      'civil registration number',
      'personal identification number',
      'personal number',
    ],
    da: [
      'cpr',
      'cpr-nr',
      'cpr-nr.',
      'cpr nr',
      'cpr nr.',
      'cprnr',
      'cpr-nummer',
      'cpr nummer',
      'cprnummer',
      'cpr-nummeret',
      'personnummer',
      'personnr',
      'personnummeret',
      'fodselsdato og personnummer',
    ],
  },
  columns: ['cpr', 'cpr_nr', 'cprnr', 'cpr_nummer', 'cprnummer', 'personnummer', 'personal_number', 'national_id'],
  negativeLabels: ['cvr', 'telefon', 'tlf', 'konto', 'kontonr', 'phone'],
  needs: 'context',
  deny: [
    { value: '2110625629', reason: 'documentation: the usual sample' },
    { value: '0101010101', reason: 'placeholder: one pair of digits throughout' },
  ],
  reach: 11,
  examples: {
    valid: ['141092-2538', '0210003302', '080403-3720', '2808471275', '151083-1448'],
    invalid: ['141392-2538', '0215003302', '3213625629', '211362-5629', '141092-253', '02100033027'],
  },
} satisfies Detector;

/** Nobody is born after this year yet; a check has no clock. */
const latest = 2035;
