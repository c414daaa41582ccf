import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two digits of the year, two letters, five digits. */
export default {
  id: 'fr.passport',
  version: 1,
  title: 'French passport number',
  category: 'user.government_id.passport_number',
  countries: ['FR'],
  sources: [
    'https://www.service-public.fr/particuliers/vosdroits/N360',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [{ kind: 'mask', mask: '99AA99999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^\d{2}[A-Z]{2}\d{5}$/.test(number) && /^\d{2} ?[a-z]{2} ?\d{5}$/i.test(plain(value))
      ? valid(number)
      : invalid;
  },
  falseAccept: 1,
  distinctive: 0.5,
  labels: {
    en: ['french passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    fr: [
      'passeport',
      'passeports',
      'numero de passeport',
      'numeros de passeport',
      'n° de passeport',
      'no de passeport',
      'n° passeport',
      'numero passeport',
      'passeport n°',
    ],
  },
  columns: [
    'passeport',
    'numero_passeport',
    'no_passeport',
    'num_passeport',
    'passport',
    'passport_number',
    'passport_no',
  ],
  needs: 'label',
  deny: [],
  reach: 11,
  examples: {
    valid: ['28XB63036', '19 YR 59981', '05AL75199', '15 OB 92110', '22BG29725'],
    invalid: ['28XB6303', '19 YR 599817', '05AL75199Q', '8XB63036', '05AL7519912', '19 YR 59981ZZ'],
  },
} satisfies Detector;
