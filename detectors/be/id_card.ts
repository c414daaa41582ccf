import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod97 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Twelve digits; the last two are the remainder of the first ten by 97, 97 for 0. */
export default {
  id: 'be.id_card',
  version: 1,
  title: 'Belgian identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['BE'],
  sources: ['https://eid.belgium.be/en', 'https://nl.wikipedia.org/wiki/Belgische_identiteitskaart'],
  shapes: [{ kind: 'digits', digits: [12], separators: '- ', groups: [[3, 7, 2]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{12}$/.test(digits) || (mod97(digits.slice(0, 10)) || 97) !== Number(digits.slice(10))) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.01,
  labels: {
    en: [
      'belgian identity card',
      'eid',
      'identity card',
      'identity card number',
      'id card',
      'id card number',
      'id card no',
    ],
    nl: [
      'identiteitskaart',
      'identiteitskaartnummer',
      'nummer identiteitskaart',
      'nr identiteitskaart',
      'identiteitskaart nr',
      'kaartnummer',
      'eid',
      'eid-nummer',
    ],
    fr: [
      "carte d'identite",
      "numero de carte d'identite",
      "n° de carte d'identite",
      "n° carte d'identite",
      'eid',
      'numero de carte',
    ],
    de: ['personalausweis', 'personalausweisnummer', 'kartennummer'],
  },
  columns: [
    'identiteitskaart',
    'identiteitskaartnummer',
    'nr_identiteitskaart',
    'carte_identite',
    'numero_carte_identite',
    'eid',
    'eid_number',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  deny: [{ value: '000001103271', reason: 'documentation: specimen of the card' }],
  reach: 14,
  examples: {
    valid: ['579-0052661-53', '510499217126', '671-4644181-86', '553329582987', '527-1112892-02'],
    invalid: ['579-0352661-53', '512499217126', '579-0052661-5', '5104992171267', '671-4644181-86Q', '79-0052661-53'],
  },
} satisfies Detector;
