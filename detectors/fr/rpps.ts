import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Eleven digits, the last a check digit as of Luhn. */
export default {
  id: 'fr.rpps',
  version: 1,
  title: 'French health professional number (RPPS)',
  category: 'user.unique_id',
  countries: ['FR'],
  sources: ['https://esante.gouv.fr/produits-services/repertoire-rpps'],
  shapes: [
    {
      kind: 'digits',
      digits: [11],
      separators: ' ',
      groups: [
        [2, 3, 3, 3],
        [3, 4, 4],
        [5, 6],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^[18]\d{10}$/.test(digits) && luhn(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.021,
  labels: {
    en: ['rpps', 'rpps number', 'french health professional number'],
    fr: [
      'rpps',
      'n° rpps',
      'no rpps',
      'numero rpps',
      'rpps n°',
      'identifiant rpps',
      'repertoire partage des professionnels de sante',
    ],
  },
  columns: ['rpps', 'no_rpps', 'numero_rpps', 'num_rpps', 'rpps_number'],
  negativeLabels: ['adeli', 'finess'],
  needs: 'label',
  deny: [],
  reach: 14,
  examples: {
    valid: ['10757962575', '10 461 081 233', '10898040117', '10 950 605 369', '10260403729'],
    invalid: ['10857962575', '10 461 031 233', '1075796257', '10 461 081 2337', '10898040117Q', '0757962575'],
  },
} satisfies Detector;
