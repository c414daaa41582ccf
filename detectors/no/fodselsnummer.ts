import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Birth date as DDMMYY (40 added to the day of a D-nummer, to the month of an emergency number, 80 to the month of a synthetic one), three digits that tell the century, two check digits modulus 11. */
export default {
  id: 'no.fodselsnummer',
  version: 1,
  title: 'Norwegian national identity number (fødselsnummer, D-nummer)',
  category: 'user.government_id.national_identification_number',
  countries: ['NO'],
  sources: [
    'https://www.skatteetaten.no/en/person/national-registry/identitetsnummer/',
    'https://no.wikipedia.org/wiki/F%C3%B8dselsnummer',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [11],
      separators: ' -',
      groups: [
        [6, 5],
        [6, 3, 2],
        [2, 2, 2, 5],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const parts = /^(\d{2})(\d{2})(\d{2})\d{5}$/.exec(digits);
    if (parts === null) return invalid;
    if (
      weightedSum(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 !== 0 ||
      weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 !== 0
    )
      return invalid;
    const day = Number(parts[1]) % 40;
    const synthetic = Number(parts[2]) > 80;
    const month = Number(parts[2]) - (synthetic ? 80 : Number(parts[2]) > 40 ? 40 : 0);
    const century = centuryOf(Number(parts[3]), Number(digits.slice(6, 9)));
    if (Number(parts[1]) > 71 || century === null || !isDay(century + Number(parts[3]), month, day)) return invalid;
    return valid(
      digits,
      synthetic ? { deny: 'test value: a synthetic person of the tax administration' } : denyPlaceholder(digits),
    );
  },
  falseAccept: 0.0016,
  labels: {
    en: [
      'norwegian national id',
      'national identity number',
      'national id number',
      'birth number',
      'personal number',
      'd number',
    ],
    no: [
      'fodselsnummer',
      'fodselsnummeret',
      'fodselsnumre',
      'fødselsnr',
      'fodselsnr',
      'f.nr',
      'f.nr.',
      'fnr',
      'personnummer',
      'personnr',
      'pnr',
      'd-nummer',
      'dnr',
      'd-nr',
      'fodsels- og personnummer',
      'fodselsnummer/d-nummer',
    ],
  },
  columns: [
    'fodselsnummer',
    'foedselsnummer',
    'fodselsnr',
    'fnr',
    'personnummer',
    'personnr',
    'd_nummer',
    'dnr',
    'national_id',
  ],
  negativeLabels: ['konto', 'kontonummer', 'kontonr', 'orgnr', 'kid'],
  deny: [{ value: '15108695088', reason: 'documentation: the usual sample' }],
  reach: 12,
  examples: {
    valid: ['01039652850', '240199 67499', '08027898379', '030574 68806', '15030312659'],
    invalid: ['01739652850', '240193 67499', '15108695077', '0103965285', '240199 674997', '08027898379Q'],
  },
} satisfies Detector;

function centuryOf(year: number, serial: number): number | null {
  if (serial < 500) return 1900;
  if (serial < 750 && year >= 54) return 1800;
  if (serial >= 900 && year >= 40) return 1900;
  // Nobody is born after 2035 yet; a check has no clock.
  return year <= 35 ? 2000 : null;
}
