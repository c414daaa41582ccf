import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Six digits and two letters. */
export default {
  id: 'hu.id_card',
  version: 1,
  title: 'Hungarian identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['HU'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: '999999AA', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^\d{6}[A-Z]{2}$/.test(number) && /^\d{6} ?[a-z]{2}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['hungarian identity card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    hu: [
      'szemelyi igazolvany',
      'szemelyi igazolvany szam',
      'szemelyi igazolvanyszam',
      'szemelyi igazolvany szama',
      'szemelyig',
      'szig',
      'szig. szam',
      'szig szam',
      'igazolvanyszam',
      'igazolvany szama',
      'okmanyazonosito',
    ],
  },
  columns: [
    'szemelyi_igazolvany',
    'szemelyi_igazolvany_szam',
    'szig_szam',
    'igazolvanyszam',
    'okmanyazonosito',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['228036ID', '382947 XS', '610145IS', '838728 WI', '971147DV'],
    invalid: ['228036I', '382947 XS7', '610145ISQ', '28036ID', '610145IS12', '382947 XSZZ'],
  },
} satisfies Detector;
