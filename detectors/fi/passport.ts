import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters and seven digits; identity cards nine digits. */
export default {
  id: 'fi.passport',
  version: 1,
  title: 'Finnish passport or identity card number',
  category: 'user.government_id.passport_number',
  countries: ['FI'],
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
      'finnish passport',
      'passport',
      'passport no',
      'passport number',
      'travel document number',
      'identity card',
      'identity card number',
      'id card',
      'id card number',
      'id card no',
    ],
    fi: [
      'passi',
      'passin',
      'passin numero',
      'passinumero',
      'passinro',
      'passin nro',
      'henkilokortti',
      'henkilokortin numero',
    ],
    sv: ['pass', 'passnummer', 'passnr', 'identitetskort'],
  },
  columns: [
    'passi',
    'passinumero',
    'passin_numero',
    'passnummer',
    'henkilokortti',
    'passport',
    'passport_number',
    'passport_no',
  ],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['PK5908693', 'FP 3078718', 'PP1828751', 'FP 0184758', 'PM5868100'],
    invalid: ['PK590869', 'FP 30787187', 'PP1828751Q', 'K5908693', 'PP182875112', 'FP 3078718ZZ'],
  },
} satisfies Detector;
