import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters of the series and six digits. */
export default {
  id: 'ro.id_card',
  version: 1,
  title: 'Romanian identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['RO'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'AA999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^(?:A[LRSXZ]|B[BCHNRTVX]|C[JLTZ]|D[BDFPRTXZ]|E[SP]|G[GLZ]|H[DR]|I[FS]|J[A-Z]|K[LSTVXZ]|M[HMSXZ]|N[TZ]|OT|P[HX]|R[DKNRTXZ]|S[BDMPVXZ]|T[CMRZ]|V[NSX]|X[BCHMRTVZ]|Z[CELSV])\d{6}$/.test(
      number,
    ) && /^[a-z]{2} ?\d{6}$/i.test(plain(value))
      ? valid(number)
      : invalid;
  },
  falseAccept: 0.2,
  distinctive: 0.3,
  labels: {
    en: ['romanian identity card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    ro: [
      'carte de identitate',
      'cartea de identitate',
      'cartii de identitate',
      'buletin',
      'ci',
      'serie ci',
      'seria',
      'ci seria',
      'c.i. seria',
      'seria si numarul',
      'serie si numar ci',
      'act de identitate',
      'b.i./c.i.',
    ],
  },
  columns: [
    'carte_identitate',
    'ci',
    'serie_ci',
    'buletin',
    'act_identitate',
    'serie_numar_ci',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['RX258484', 'XT 428786', 'KL424086', 'RX997304', 'XT 506210'],
    invalid: ['QQ123456', 'RX25848', 'XT 4287867', 'KL424086Q', 'X258484', 'KL42408612'],
  },
} satisfies Detector;
