import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Sex and century, birth date, serial, check digit modulus 11: weights 1 … 10 for who was born until 1996, 10 … 1 from 1997 on. */
export default {
  id: 'hu.szemelyi',
  version: 1,
  title: 'Hungarian personal identification number',
  category: 'user.government_id.national_identification_number',
  countries: ['HU'],
  sources: [
    'https://net.jogtar.hu/jogszabaly?docid=99600020.tv',
    'https://hu.wikipedia.org/wiki/Szem%C3%A9lyi_azonos%C3%ADt%C3%B3_jel',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [11],
      separators: '- ',
      groups: [
        [1, 6, 4],
        [1, 2, 2, 2, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const parts = /^([1-8])(\d{2})(\d{2})(\d{2})\d{4}$/.exec(digits);
    if (parts === null) return invalid;
    const recent = parts[1] === '3' || parts[1] === '4' || parts[1] === '7' || parts[1] === '8';
    const year = (recent ? 2000 : 1900) + Number(parts[2]);
    if (!isDay(year, Number(parts[3]), Number(parts[4]))) return invalid;
    const weights = year > 1996 ? [10, 9, 8, 7, 6, 5, 4, 3, 2, 1] : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    return weightedSum(digits, weights) % 11 === Number(digits.charAt(10))
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.0027,
  labels: {
    en: [
      'hungarian personal identification number',
      'personal identification number',
      'personal id number',
      'national id number',
    ],
    hu: [
      'szemelyi azonosito',
      'szemelyi azonosito jel',
      'szemelyi szam',
      'szemelyi szama',
      'szemelyi azonositoja',
      'szem. azonosito',
      'szig. szemelyi azonosito',
    ],
  },
  columns: ['szemelyi_azonosito', 'szemelyi_szam', 'szemelyi_azonosito_jel', 'personal_id', 'national_id'],
  deny: [],
  reach: 13,
  examples: {
    valid: ['28909275292', '2-550902-4581', '28105107439', '1-480328-4542', '18210022826'],
    invalid: ['28909275297', '2-550952-4581', '2890927529', '2-550902-45817', '28105107439Q', '8909275292'],
  },
} satisfies Detector;
