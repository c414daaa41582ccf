import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** A letter (U, S, Z, D …) and eight digits. */
export default {
  id: 'tr.passport',
  version: 1,
  title: 'Turkish passport number',
  category: 'user.government_id.passport_number',
  countries: ['TR'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'A99999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]\d{8}$/.test(number) && /^[a-z] ?\d{8}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['turkish passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    tr: [
      'pasaport',
      'pasaport no',
      'pasaport numarasi',
      'pasaport numarası',
      'pasaportu',
      'pasaport seri no',
      'pasaportun',
    ],
  },
  columns: ['pasaport', 'pasaport_no', 'pasaport_numarasi', 'passport', 'passport_number', 'passport_no'],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['U51475454', 'S 25037673', 'U33123628', 'S 02278799', 'U07929356'],
    invalid: ['U5147545', 'S 250376737', 'U33123628Q', '51475454', 'U3312362812', 'S 25037673ZZ'],
  },
} satisfies Detector;
