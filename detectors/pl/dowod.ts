import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Three letters, a check digit, five digits: weights 7, 3, 1, 9, 7, 3, 1, 7, 3, letters A = 10 … Z = 35, modulus 10. */
export default {
  id: 'pl.dowod',
  version: 1,
  title: 'Polish identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['PL'],
  sources: [
    'https://www.gov.pl/web/gov/uzyskaj-dowod-osobisty',
    'https://pl.wikipedia.org/wiki/Dow%C3%B3d_osobisty_w_Polsce',
  ],
  shapes: [{ kind: 'mask', mask: 'AAA999999', separators: ' ' }],
  check(value) {
    const number = compact(value, /\s/g);
    if (!/^[A-Z]{3}\d{6}$/.test(number) || !/^[a-z]{3} ?\d{6}$/i.test(plain(value))) return invalid;
    const sum = Array.from(number).reduce(
      (total, place, i) => total + Number.parseInt(place, 36) * [7, 3, 1, 9, 7, 3, 1, 7, 3][i]!,
      0,
    );
    return sum % 10 === 0 ? valid(number, denyPlaceholder(number.slice(3))) : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: ['polish id card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    pl: [
      'dowod osobisty',
      'dowodu osobistego',
      'dowodem osobistym',
      'dowody osobiste',
      'dowod',
      'nr dowodu',
      'numer dowodu',
      'numeru dowodu',
      'nr dowodu osobistego',
      'numer dowodu osobistego',
      'seria i numer dowodu',
      'seria i nr dowodu',
      'seria i numer dowodu osobistego',
      'legitymujacy sie dowodem',
      'dow. os.',
    ],
  },
  columns: [
    'dowod',
    'dowod_osobisty',
    'nr_dowodu',
    'numer_dowodu',
    'seria_numer_dowodu',
    'numer_dowodu_osobistego',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  negativeLabels: ['sku', 'model', 'part', 'paszport'],
  deny: [
    { value: 'ABA300000', reason: 'documentation: the usual sample' },
    { value: 'ABS123456', reason: 'documentation: the usual sample' },
  ],
  reach: 10,
  examples: {
    valid: ['DIN703697', 'ALA 028232', 'DYB918879', 'DJL 187278', 'DXW173225'],
    invalid: ['DIN733697', 'ALA 029232', 'DIN70369', 'ALA 0282327', 'DYB918879Q', 'IN703697'],
  },
} satisfies Detector;
