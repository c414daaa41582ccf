import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay, isDayOfSomeCentury } from '../lib/dates.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, plain } from '../lib/text.ts';

/**
 * Birth date in six or eight digits, three serial digits, a check digit (Luhn over the last ten). From the year of the
 * hundredth birthday on, + stands in place of the hyphen. Coordination numbers add 60 to the day.
 */
export default {
  id: 'se.personnummer',
  version: 1,
  title: 'Swedish personal identity or coordination number',
  category: 'user.government_id.national_identification_number',
  countries: ['SE'],
  sources: [
    'https://www.skatteverket.se/privat/folkbokforing/personnummer.4.3810a01c150939e893f18c29.html',
    'https://en.wikipedia.org/wiki/Personal_identity_number_(Sweden)',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [10, 12],
      separators: '-+ ',
      groups: [
        [6, 4],
        [8, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value, /[\s+-]/g);
    const parts = /^(18|19|20)?(\d{2})(\d{2})(\d{2})\d{4}$/.exec(digits);
    if (parts === null || !luhn(digits.slice(-10))) return invalid;
    const [, century, year, month, dayText] = parts;
    const day = Number(dayText) % 60 === 0 ? 0 : Number(dayText) > 60 ? Number(dayText) - 60 : Number(dayText);
    const known =
      century === undefined
        ? isDayOfSomeCentury(Number(year), Number(month), day)
        : isDay(Number(`${century}${year}`), Number(month), day);
    if (!known) return invalid;
    // Twelve random digits pass far more rarely, but a time written YYYYMMDDhhmm is not random.
    return valid(digits.slice(-10), {
      falseAccept: century === undefined ? 0.0073 : 0.003,
      distinctive: /\d[-+]\d{4}$/.test(plain(value)) ? 0.3 : 0,
    });
  },
  falseAccept: 0.0042,
  labels: {
    en: [
      'personnummer',
      'swedish personal identity number',
      'personal identity number',
      'personal identity code',
      'swedish id',
      'swedish id number',
      'swedish personal number',
      'personal number',
      'coordination number',
      'pnr',
    ],
    sv: [
      'personnummer',
      'personnumret',
      'personnumren',
      'person-nr',
      'personnr',
      'persnr',
      'pers.nr',
      'pers nr',
      'p-nr',
      'p.nr',
      'pnr',
      'samordningsnummer',
      'samordningsnumret',
      'samordningsnr',
      'fodelsenummer',
    ],
    de: ['schwedische personennummer', 'personennummer', 'personnummer'],
    fr: ['numero d identite suedois', 'numero personnel suedois'],
    es: ['numero de identidad sueco'],
    pl: ['szwedzki numer osobowy', 'personnummer'],
  },
  columns: [
    'personnummer',
    'person_nummer',
    'personnr',
    'person_nr',
    'persnr',
    'pers_nr',
    'pnr',
    'p_nr',
    'samordningsnummer',
    'personal_identity_number',
    'personal_number',
    'national_id',
  ],
  negativeLabels: [
    'organisationsnummer',
    'orgnr',
    'org nr',
    'org.nr',
    'ocr',
    'bankgiro',
    'plusgiro',
    'kontonummer',
    'telefon',
  ],
  reach: 13,
  examples: {
    valid: ['19640614-3112', '196906115826', '560318-5637', '8903746157', '150112+4216'],
    invalid: ['19640614-3113', '19641314-3112', '560332-5637', '8899200425', '5603185637123'],
  },
} satisfies Detector;
