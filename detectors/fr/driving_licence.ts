import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Twelve digits (year, month, department, serial); on the card since 2013 also two digits, two letters and five digits. */
export default {
  id: 'fr.driving_licence',
  version: 1,
  title: 'French driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['FR'],
  sources: ['https://permisdeconduire.ants.gouv.fr/', 'https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    {
      kind: 'digits',
      digits: [12],
      separators: ' ',
      groups: [
        [2, 2, 2, 6],
        [4, 4, 4],
        [6, 6],
        [2, 2, 2, 2, 2, 2],
        [2, 2, 8],
      ],
    },
    { kind: 'mask', mask: '99AA99999', separators: ' ' },
  ],
  check(value) {
    const number = compact(value);
    if (/^\d{12}$/.test(number))
      return /^\d{2}(?:0[1-9]|1[0-2])/.test(number) ? valid(number, denyPlaceholder(number)) : invalid;
    return /^\d{2}[A-Z]{2}\d{5}$/.test(number) ? valid(number, { distinctive: 0.5 }) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: [
      'french driving licence',
      'driving licence',
      'driving licence number',
      'drivers license number',
      'licence number',
    ],
    fr: [
      'permis de conduire',
      'permis conduire',
      'numero de permis',
      'n° de permis',
      'no de permis',
      'numero de permis de conduire',
      'numeros de permis',
      'n° permis',
      'permis n°',
      'neph',
      'numero neph',
    ],
  },
  columns: [
    'permis_de_conduire',
    'permis_conduire',
    'numero_permis',
    'no_permis',
    'num_permis',
    'neph',
    'driving_licence',
    'driving_licence_number',
  ],
  needs: 'label',
  deny: [],
  reach: 15,
  examples: {
    valid: ['830543586193', '17TB53198', '96 11 51 075149', '950541806180', '28XG09639'],
    invalid: ['838543586193', '911475123456', '83054358619', '17TB531987', '96 11 51 075149Q', '30543586193'],
  },
} satisfies Detector;
