import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { icaoSum } from '../lib/icao.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine letters and digits without vowels and letters that look like digits, the first a letter of the office; often with the check digit of the machine-readable zone (weights 7, 3, 1). Until 2010 ten digits. */
export default {
  id: 'de.id_card',
  version: 1,
  title: 'German identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['DE'],
  sources: [
    'https://www.personalausweisportal.de/',
    'https://www.icao.int/publications/doc-series/doc-9303',
    'https://de.wikipedia.org/wiki/Personalausweis_(Deutschland)',
  ],
  shapes: [
    { kind: 'mask', mask: 'AXXXXXXXX' },
    { kind: 'mask', mask: 'AXXXXXXXX9' },
    { kind: 'mask', mask: '9999999999A' },
    { kind: 'digits', digits: [10] },
  ],
  check(value) {
    const number = compact(value);
    if (/^[LMNPRTVWXYZ][CFGHJKLMNPRTVWXYZ\d]{8}\d?D?$/.test(number)) {
      if (number.length === 9) return valid(number, { falseAccept: 0.2 });
      return icaoSum(number.slice(0, 9)) % 10 === Number(number.charAt(9)) ? valid(number.slice(0, 9)) : invalid;
    }
    // The old card: office and serial, a check digit, D.
    if (!/^\d{10}D?$/.test(number) || icaoSum(number.slice(0, 9)) % 10 !== Number(number.charAt(9))) return invalid;
    return valid(number.slice(0, 9), denyPlaceholder(number));
  },
  falseAccept: 0.46,
  labels: {
    en: ['german id card', 'id card', 'id card number', 'identity card', 'identity card number', 'identity card no'],
    de: [
      'personalausweis',
      'personalausweisnummer',
      'personalausweisnummern',
      'personalausweis-nr',
      'personalausweis nr',
      'ausweisnummer',
      'ausweis-nr',
      'ausweisnr',
      'perso-nr',
      'perso',
      'personalausweis-nummer',
      'identitatskarte',
      'ausweis',
    ],
  },
  columns: [
    'personalausweis',
    'personalausweisnummer',
    'personalausweis_nr',
    'ausweisnummer',
    'ausweis_nr',
    'ausweisnr',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  needs: 'label',
  deny: [
    { value: 'L01X00T47', reason: 'documentation: specimen of the card' },
    { value: 'T22000129', reason: 'documentation: specimen of the card' },
    { value: 'LZ6311T47', reason: 'documentation: specimen of the card' },
  ],
  reach: 10,
  examples: {
    valid: ['RY070732J', 'MF2C247680', '2634859418', 'M7460095G', 'X63F026687'],
    invalid: ['MF2C240680', 'L01X00T472', 'A01X00T47', '1234567890', 'RY070732', 'MF2C2476807'],
  },
} satisfies Detector;
