import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Until 2021 twelve digits (year, month, three of the office, serial); since then nine letters and digits. */
export default {
  id: 'fr.cni',
  version: 1,
  title: 'French identity card number (CNI)',
  category: 'user.government_id.national_identification_number',
  countries: ['FR'],
  sources: [
    'https://www.service-public.fr/particuliers/vosdroits/N358',
    'https://fr.wikipedia.org/wiki/Carte_nationale_d%27identit%C3%A9_en_France',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [12],
      separators: ' ',
      groups: [
        [4, 3, 5],
        [4, 4, 4],
        [2, 2, 3, 5],
      ],
    },
    { kind: 'mask', mask: 'XXXXXXXX9' },
  ],
  check(value) {
    const number = compact(value);
    if (/^\d{12}$/.test(number))
      return /^\d{2}(?:0[1-9]|1[0-2])/.test(number) ? valid(number, denyPlaceholder(number)) : invalid;
    const modern = /^[A-Z\d]{8}\d$/.test(number) && /[A-Z]/.test(number) && (number.match(/\d/g)?.length ?? 0) >= 3;
    return modern ? valid(number, { distinctive: 0.3 }) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['french identity card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    fr: [
      'cni',
      'n° cni',
      'no cni',
      'numero cni',
      'numero de cni',
      "carte d'identite",
      "carte nationale d'identite",
      "numero de carte d'identite",
      "numeros de carte d'identite",
      "n° de carte d'identite",
      "n° carte d'identite",
      "piece d'identite",
      "numero de piece d'identite",
    ],
  },
  columns: [
    'cni',
    'numero_cni',
    'no_cni',
    'carte_identite',
    'numero_carte_identite',
    'carte_nationale_identite',
    'piece_identite',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  needs: 'label',
  deny: [],
  reach: 12,
  examples: {
    valid: ['250660646237', 'D0VC22F70', 'D5H3735K4', '080665902222', 'X7KK51F35'],
    invalid: ['252660646237', '991375123456', '25066064623', 'D0VC22F707', 'D5H3735K4Q', '50660646237'],
  },
} satisfies Detector;
