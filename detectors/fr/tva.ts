import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod97 } from '../lib/iso7064.ts';
import { luhn } from '../lib/luhn.ts';
import { compact } from '../lib/text.ts';

/** FR, a key of two characters and the SIREN: with digits for a key, these are the remainder of SIREN and 12 by 97; with letters a sum modulus 11. */
export default {
  id: 'fr.tva',
  version: 1,
  title: 'French VAT number',
  category: 'user.government_id',
  countries: ['FR', 'MC'],
  sources: [
    'https://www.impots.gouv.fr/international-professionnel/numero-de-tva-intracommunautaire',
    'https://ec.europa.eu/taxation_customs/vies/',
  ],
  shapes: [
    { kind: 'mask', mask: 'AAXX999999999', separators: ' .' },
    {
      kind: 'digits',
      digits: [11],
      separators: ' ',
      groups: [
        [2, 3, 3, 3],
        [2, 9],
      ],
    },
  ],
  check(value) {
    const parts = /^(FR)?([A-HJ-NP-Z\d]{2})(\d{9})$/.exec(compact(value));
    if (parts === null) return invalid;
    const [, prefix, key, siren] = parts;
    // Monaco’s begin with 000 and have no check digit of their own.
    if (!siren!.startsWith('000') && !luhn(siren!)) return invalid;
    if (!keyFits(key!, siren!)) return invalid;
    return valid(key! + siren!, prefix === undefined ? { needs: 'label' } : { distinctive: 1 });
  },
  falseAccept: 0.0027,
  labels: {
    en: ['french vat number', 'vat', 'vat no', 'vat number', 'vat id', 'vat reg no', 'vat registration number'],
    fr: [
      'tva',
      'n° tva',
      'no tva',
      'numero tva',
      'numero de tva',
      'n° de tva',
      'tva intracommunautaire',
      'n° tva intracommunautaire',
      'numero de tva intracommunautaire',
      'tva intra',
      'identifiant tva',
    ],
  },
  columns: [
    'tva',
    'no_tva',
    'numero_tva',
    'num_tva',
    'tva_intracommunautaire',
    'tva_intra',
    'vat',
    'vat_no',
    'vat_number',
    'vat_id',
  ],
  deny: [],
  reach: 17,
  examples: {
    valid: ['FR13223265935', 'FR 19 491 114 559', '96186760724', 'FRA0338967748', 'FR35543391809'],
    invalid: [
      'FR63223265935',
      'FR 19 391 114 559',
      'FR84323140391',
      'DE40303265045',
      'FR1322326593',
      'FR 19 491 114 5597',
    ],
  },
} satisfies Detector;

const alphabet = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

function keyFits(key: string, siren: string): boolean {
  if (/^\d{2}$/.test(key)) return mod97(`${siren}12`) === Number(key);
  const [first, second] = [alphabet.indexOf(key.charAt(0)), alphabet.indexOf(key.charAt(1))];
  const place = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(place / 11)) % 11 === place % 11;
}
