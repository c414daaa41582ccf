import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { digitSums } from '../lib/digit-sums.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** The SIREN and five digits of the establishment, Luhn over all; those of La Poste have digits that add up to a multiple of five. */
export default {
  id: 'fr.siret',
  version: 1,
  title: 'French establishment number (SIRET)',
  category: 'user.government_id',
  countries: ['FR'],
  sources: [
    'https://www.insee.fr/fr/metadonnees/definition/c1841',
    'https://fr.wikipedia.org/wiki/Syst%C3%A8me_d%27identification_du_r%C3%A9pertoire_des_%C3%A9tablissements',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [14],
      separators: ' .',
      groups: [
        [3, 3, 3, 5],
        [9, 5],
        [3, 3, 3, 3, 2],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{14}$/.test(digits) || digits.startsWith('000000000')) return invalid;
    const post = digits.startsWith('356000000') && digitSums(digits, new Array<number>(14).fill(1)) % 5 === 0;
    return (luhn(digits) && luhn(digits.slice(0, 9))) || post ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.0099,
  labels: {
    en: ['siret', 'siret number'],
    fr: ['siret', 'n° siret', 'no siret', 'numero siret', 'numero de siret', 'siret n°', 'identifiant siret'],
  },
  columns: ['siret', 'no_siret', 'numero_siret', 'num_siret', 'code_siret', 'siret_number'],
  deny: [{ value: '73282932000074', reason: 'documentation: the usual sample' }],
  reach: 17,
  examples: {
    valid: ['26393893871268', '633 575 030 85621', '83191938626063', '406 962 795 03871', '21414205126111'],
    invalid: [
      '56393893871268',
      '633 575 030 87621',
      '2639389387126',
      '633 575 030 856217',
      '83191938626063Q',
      '6393893871268',
    ],
  },
} satisfies Detector;
