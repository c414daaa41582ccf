import type { Detector } from '../../agent/contracts/detector.ts';
import { rodneCislo } from '../lib/rodne-cislo.ts';

/** See detectors/lib/rodne-cislo.ts. */
export default {
  id: 'cz.rc',
  version: 1,
  title: 'Czech and Slovak birth number (rodné číslo)',
  category: 'user.government_id.national_identification_number',
  countries: ['CZ', 'SK'],
  sources: [
    'https://www.mvcr.cz/clanek/rady-a-sluzby-dokumenty-rodna-cisla.aspx',
    'https://cs.wikipedia.org/wiki/Rodn%C3%A9_%C4%8D%C3%ADslo',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [9, 10],
      separators: '/ ',
      groups: [
        [6, 3],
        [6, 4],
      ],
    },
  ],
  check(value) {
    return rodneCislo(value);
  },
  falseAccept: 0.051,
  labels: {
    en: ['birth number', 'czech birth number', 'slovak birth number', 'personal number', 'national id number'],
    cs: [
      'rodne cislo',
      'rodna cisla',
      'rodneho cisla',
      'rodnym cislem',
      'rod. cislo',
      'r.c.',
      'rc',
      'rodne c.',
      'cislo pojistence',
      'cislo pojistenky',
    ],
    sk: ['rodne cislo', 'rodne cisla', 'rodneho cisla', 'rodnym cislom', 'rod. cislo', 'r. c.', 'rc', 'r.c.'],
  },
  columns: [
    'rodne_cislo',
    'rodnecislo',
    'rc',
    'rod_cislo',
    'r_c',
    'cislo_pojistence',
    'birth_number',
    'personal_number',
    'national_id',
  ],
  negativeLabels: ['ico', 'dic', 'telefon', 'tel', 'mobil', 'ucet'],
  needs: 'context',
  deny: [{ value: '7103192745', reason: 'documentation: the usual sample' }],
  reach: 11,
  examples: {
    valid: ['630728/9318', '8908125600', '585311/8018', '6004182350', '765911/7895'],
    invalid: ['230728/9318', '8908325600', '630728/931', '89081256007', '585311/8018Q', '30728/9318'],
  },
} satisfies Detector;
