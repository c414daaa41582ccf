import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod97 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** NL, nine digits, B and two digits. Those of sole traders (since 2020) leave 1 by 97; those of companies hold a number that passes the eleven-test, as did those of sole traders, with their BSN. */
export default {
  id: 'nl.btw',
  version: 1,
  title: 'Dutch VAT number (btw-id)',
  category: 'user.government_id',
  countries: ['NL'],
  sources: [
    'https://www.belastingdienst.nl/wps/wcm/connect/nl/btw/content/hoe-is-het-btw-nummer-opgebouwd',
    'https://ec.europa.eu/taxation_customs/vies/',
  ],
  shapes: [
    { kind: 'mask', mask: 'AA999999999A99', separators: '. ' },
    { kind: 'mask', mask: '999999999A99', separators: '. ' },
  ],
  check(value) {
    const parts = /^(?:NL)?(\d{9})B(\d{2})$/.exec(compact(value));
    if (parts === null || parts[2] === '00') return invalid;
    const whole = `${parts[1]}B${parts[2]}`;
    const eleven = weightedSum(parts[1]!, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 === 0;
    return eleven || mod97(`NL${whole}`) === 1 ? valid(whole, denyPlaceholder(parts[1]!)) : invalid;
  },
  falseAccept: 0.099,
  distinctive: 1,
  labels: {
    en: ['vat', 'vat no', 'vat number', 'vat id', 'vat reg no', 'vat registration number'],
    nl: [
      'btw',
      'btw-id',
      'btw-nummer',
      'btw nummer',
      'btwnummer',
      'btw-nr',
      'btw nr',
      'btwnr',
      'btw-identificatienummer',
      'omzetbelastingnummer',
      'ob-nummer',
    ],
  },
  columns: [
    'btw',
    'btw_id',
    'btw_nummer',
    'btw_nr',
    'btwnummer',
    'omzetbelastingnummer',
    'vat',
    'vat_no',
    'vat_number',
    'vat_id',
  ],
  deny: [],
  reach: 17,
  examples: {
    valid: ['NL686147169B08', 'NL8361.07.287.B04', '831035602B02', 'NL851679602B18', 'NL2579.92.789.B04'],
    invalid: [
      'NL676147169B08',
      'NL8311.07.287.B04',
      'NL123456789B90',
      'BE123456789B01',
      'NL686147169B0',
      'NL8361.07.287.B047',
    ],
  },
} satisfies Detector;
