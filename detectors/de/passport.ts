import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { icaoSum } from '../lib/icao.ts';
import { compact } from '../lib/text.ts';

/** C, F, G, H, J or K of the office, eight letters and digits without vowels; often with the check digit of the machine-readable zone (weights 7, 3, 1). */
export default {
  id: 'de.passport',
  version: 1,
  title: 'German passport number',
  category: 'user.government_id.passport_number',
  countries: ['DE'],
  sources: [
    'https://www.bmi.bund.de/DE/themen/moderne-verwaltung/ausweise-und-paesse/ausweise-und-paesse-node.html',
    'https://www.icao.int/publications/doc-series/doc-9303',
  ],
  shapes: [
    { kind: 'mask', mask: 'AXXXXXXXX' },
    { kind: 'mask', mask: 'AXXXXXXXX9' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^[CFGHJK][CFGHJKLMNPRTVWXYZ\d]{8}\d?D?$/.test(number)) return invalid;
    if (number.length === 9) return valid(number, { falseAccept: 0.1 });
    return icaoSum(number.slice(0, 9)) % 10 === Number(number.charAt(9)) ? valid(number.slice(0, 9)) : invalid;
  },
  falseAccept: 0.64,
  labels: {
    en: ['german passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    de: [
      'reisepass',
      'reisepassnummer',
      'reisepass-nr',
      'reisepass nr',
      'reisepassnr',
      'passnummer',
      'pass-nr',
      'pass-nr.',
      'passnr',
      'pass nr',
      'pass',
      'kinderreisepass',
    ],
  },
  columns: [
    'reisepass',
    'reisepassnummer',
    'reisepass_nr',
    'passnummer',
    'pass_nr',
    'passnr',
    'passport',
    'passport_number',
    'passport_no',
  ],
  needs: 'label',
  deny: [
    { value: 'C01X00T47', reason: 'documentation: specimen of the passport' },
    { value: 'C01X0006H', reason: 'documentation: specimen of the passport' },
  ],
  reach: 10,
  examples: {
    valid: ['FC205943G', 'JF2J757709', 'JR719362C', 'C09H867447', 'JL687704J'],
    invalid: ['JF2J057709', 'L01X00T47', 'C01X00T479', 'FC205943', 'JF2J7577097', 'JR719362CQ'],
  },
} satisfies Detector;
