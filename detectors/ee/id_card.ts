import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters and seven digits. */
export default {
  id: 'ee.id_card',
  version: 1,
  title: 'Estonian identity card or passport number',
  category: 'user.government_id.national_identification_number',
  countries: ['EE'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'AA9999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{7}$/.test(number) && /^[a-z]{2} ?\d{7}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: [
      'estonian identity card',
      'identity card',
      'identity card number',
      'id card',
      'id card number',
      'id card no',
      'passport',
      'passport no',
      'passport number',
      'travel document number',
      'document number',
    ],
    et: [
      'id-kaart',
      'id-kaardi number',
      'isikutunnistus',
      'isikutunnistuse number',
      'dokumendi number',
      'dokumendi nr',
      'pass',
      'passi number',
      'passi nr',
    ],
  },
  columns: [
    'id_kaart',
    'isikutunnistus',
    'dokumendi_number',
    'passi_number',
    'id_card',
    'id_card_number',
    'identity_card',
    'passport',
    'passport_number',
    'passport_no',
  ],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['AA6817890', 'KB 6468717', 'AB8688207', 'KB 9784566', 'AA3236506'],
    invalid: ['AA681789', 'KB 64687177', 'AB8688207Q', 'A6817890', 'AB868820712', 'KB 6468717ZZ'],
  },
} satisfies Detector;
