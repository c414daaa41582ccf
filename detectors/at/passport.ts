import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** A letter (two on newer documents) and seven digits. */
export default {
  id: 'at.passport',
  version: 1,
  title: 'Austrian passport or identity card number',
  category: 'user.government_id.passport_number',
  countries: ['AT'],
  sources: ['https://www.oesterreich.gv.at/themen/dokumente_und_recht/reisepass.html'],
  shapes: [
    { kind: 'mask', mask: 'A9999999', separators: ' ' },
    { kind: 'mask', mask: 'AA9999999', separators: ' ' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{1,2}\d{7}$/.test(number) && /^[a-z]{1,2} ?\d+$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['austrian passport', 'passport', 'passport no', 'passport number', 'identity card number', 'id card number'],
    de: [
      'reisepass',
      'reisepassnummer',
      'reisepass-nr',
      'reisepass nr',
      'passnummer',
      'pass-nr',
      'pass-nr.',
      'passnr',
      'pass nr',
      'personalausweis',
      'personalausweisnummer',
      'ausweisnummer',
      'ausweis-nr',
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
    'ausweisnummer',
    'personalausweisnummer',
  ],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['P2251089', 'U 1447621', 'WI3541116', 'P7123035', 'U 5038897'],
    invalid: ['P225108', 'U 14476217', 'WI3541116Q', '2251089', 'WI354111612', 'U 1447621ZZ'],
  },
} satisfies Detector;
