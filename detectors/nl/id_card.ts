import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** Two letters, six letters or digits, a digit; the letter O is not used. */
export default {
  id: 'nl.id_card',
  version: 1,
  title: 'Dutch identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['NL'],
  sources: [
    'https://www.rvig.nl/paspoort-en-identiteitskaart',
    'https://nl.wikipedia.org/wiki/Nederlandse_identiteitskaart',
  ],
  shapes: [{ kind: 'mask', mask: 'AAXXXXXX9' }],
  check(value) {
    const number = compact(value);
    return /^[A-NP-Z]{2}[A-NP-Z\d]{6}\d$/.test(number) ? valid(number) : invalid;
  },
  falseAccept: 0.7,
  distinctive: 0.3,
  labels: {
    en: ['dutch identity card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    nl: [
      'identiteitskaart',
      'identiteitskaartnummer',
      'identiteitskaart nr',
      'id-kaart',
      'id kaart',
      'id-kaartnummer',
      'nik',
      'documentnummer',
      'identiteitsbewijs',
      'legitimatienummer',
      'legitimatiebewijs',
    ],
  },
  columns: [
    'identiteitskaart',
    'identiteitskaartnummer',
    'id_kaart',
    'id_kaartnummer',
    'documentnummer',
    'legitimatienummer',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  needs: 'label',
  deny: [
    { value: 'SPECI2014', reason: 'documentation: specimen of the card' },
    { value: 'XR1001R58', reason: 'documentation: the usual sample' },
  ],
  reach: 9,
  examples: {
    valid: ['IM4D86A01', 'IA74154C1', 'IM8F65U32', 'IZ32042C8', 'IL3D07G90'],
    invalid: ['IO1234567', 'I12345678', 'IM4D86A0', 'IA74154C17', 'IM8F65U32Q', 'M4D86A01'],
  },
} satisfies Detector;
