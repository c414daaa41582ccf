import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { luhn } from '../lib/luhn.ts';
import { compact } from '../lib/text.ts';
import { verhoeff } from '../lib/verhoeff.ts';

/** Birth date as YYYYMMDD, three digits, a check digit as of Luhn and one as of Verhoeff, each of the first eleven. */
export default {
  id: 'lu.matricule',
  version: 1,
  title: 'Luxembourg national identification number (matricule)',
  category: 'user.government_id.national_identification_number',
  countries: ['LU'],
  sources: [
    'https://guichet.public.lu/en/citoyens/citoyennete/registre-national/identification/obtenir-numero-identification.html',
    'https://legilux.public.lu/eli/etat/leg/rgd/2013/11/28/n1/jo',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [13],
      separators: ' -',
      groups: [
        [4, 2, 2, 5],
        [8, 5],
        [4, 4, 5],
        [4, 2, 2, 3, 2],
        [8, 3, 2],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const parts = /^((?:18|19|20)\d{2})(\d{2})(\d{2})\d{5}$/.exec(digits);
    if (parts === null || !isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return invalid;
    return luhn(digits.slice(0, 12)) && verhoeff(digits.slice(0, 11) + digits.charAt(12)) ? valid(digits) : invalid;
  },
  falseAccept: 0.000013,
  labels: {
    en: [
      'matricule',
      'luxembourg national id',
      'national identification number',
      'national id number',
      'social security number',
    ],
    fr: [
      'matricule',
      'numero de matricule',
      'n° de matricule',
      'no de matricule',
      'matricule national',
      "numero d'identification national",
      'numero de securite sociale',
      'cns',
    ],
    de: ['matrikel', 'matrikelnummer', 'nationale identifikationsnummer', 'sozialversicherungsnummer'],
    lb: ['matricule', 'matrikel'],
  },
  columns: [
    'matricule',
    'no_matricule',
    'numero_matricule',
    'matrikelnummer',
    'matricule_national',
    'national_id',
    'social_security_number',
  ],
  deny: [],
  reach: 14,
  examples: {
    valid: ['1992012134858', '19490303 63341', '1974012411993', '19791021 16677', '1998070759650'],
    invalid: ['1992012134859', '19890303 63341', '199201213485', '19490303 633417', '1974012411993Q', '992012134858'],
  },
} satisfies Detector;
