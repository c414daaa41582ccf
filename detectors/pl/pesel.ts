import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eleven digits: birth date with the century in the month, serial (its last digit even for women), check digit. */
export default {
  id: 'pl.pesel',
  version: 1,
  title: 'Polish PESEL number',
  category: 'user.government_id.national_identification_number',
  countries: ['PL'],
  sources: ['https://www.gov.pl/web/gov/czym-jest-numer-pesel', 'https://en.wikipedia.org/wiki/PESEL'],
  shapes: [{ kind: 'digits', digits: [11] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{11}$/.test(digits) || weightedSum(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 !== 0) return invalid;
    const month = Number(digits.slice(2, 4));
    const century = centuries.get(Math.floor(month / 20));
    if (century === undefined) return invalid;
    if (!isDay(century + Number(digits.slice(0, 2)), month % 20, Number(digits.slice(4, 6)))) return invalid;
    return valid(digits);
  },
  falseAccept: 0.011,
  labels: {
    en: ['pesel', 'pesel number', 'pesel no', 'polish id number', 'polish national id', 'polish identification number'],
    pl: [
      'pesel',
      'peselem',
      'peselu',
      'pesele',
      'nr pesel',
      'numer pesel',
      'numeru pesel',
      'numerem pesel',
      'numery pesel',
      'nr ewidencyjny',
      'numer ewidencyjny',
    ],
    de: ['pesel', 'pesel-nummer', 'pesel-nr', 'peselnummer', 'polnische personenkennzahl'],
  },
  columns: ['pesel', 'nr_pesel', 'numer_pesel', 'pesel_nr', 'pesel_number', 'pesel_no', 'national_id', 'personal_id'],
  negativeLabels: ['regon', 'krs', 'ean', 'gtin'],
  deny: [{ value: '44051401359', reason: 'documentation: example of the encyclopedia article on the number' }],
  reach: 11,
  examples: {
    valid: ['92071228436', '94071845176', '05271804120', '11322409774', '86071456689'],
    invalid: ['92071228437', '92131228430', '92023028438', '9207122843', '920712284360'],
  },
} satisfies Detector;

/** Twenties in the month stand for the century. Those after 2099 are defined too, but nobody has them yet. */
const centuries = new Map([
  [0, 1900],
  [1, 2000],
  [4, 1800],
]);
