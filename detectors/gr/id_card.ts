import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';

/** One or two letters and six digits; two letters and seven digits on cards since 2023. The letters are Greek, mostly those that look like Latin ones. */
export default {
  id: 'gr.id_card',
  version: 1,
  title: 'Greek identity card number (ADT)',
  category: 'user.government_id.national_identification_number',
  countries: ['GR'],
  sources: ['https://id.gov.gr/', 'https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'mask', mask: 'AA999999', separators: ' -' },
    { kind: 'mask', mask: 'A999999', separators: ' -' },
    { kind: 'mask', mask: 'AA9999999', separators: ' -' },
    { kind: 'labelled' },
  ],
  check(value) {
    const parts = /^([\p{Lu}]{1,2}|\p{Ll}{1,2})[ -]?(\d{6,7})(?![\p{L}\d])/u.exec(value);
    if (parts === null || (parts[2]!.length === 7 && parts[1]!.length === 1)) return invalid;
    const letters = Array.from(parts[1]!.toUpperCase(), (letter) => latin.get(letter) ?? letter).join('');
    return /^[A-Z]+$/.test(letters) ? valid(letters + parts[2]!, { length: parts[0].length }) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: [
      'greek identity card',
      'adt',
      'identity card',
      'identity card number',
      'id card',
      'id card number',
      'id card no',
    ],
    el: [
      'αδτ',
      'α.δ.τ.',
      'taftotita',
      'ar taftotitas',
      'arithmos taftotitas',
      'αριθμός δελτίου ταυτότητας',
      'αριθμό δελτίου ταυτότητας',
      'αρ. δελτίου ταυτότητας',
      'δελτίο ταυτότητας',
      'αριθμός ταυτότητας',
      'αρ. ταυτότητας',
      'ταυτότητα',
      'ταυτότητας',
      'αδτ/διαβατήριο',
    ],
  },
  columns: ['adt', 'ar_taftotitas', 'taftotita', 'arithmos_taftotitas', 'id_card', 'id_card_number', 'identity_card'],
  needs: 'label',
  deny: [],
  reach: 12,
  examples: {
    valid: ['AE 250495', 'XM064228', 'H-141476', 'AY 213819', 'AZ758896'],
    invalid: ['ABC123456', 'AB12345', 'AE 25049', 'H-141476Q', 'H-14147612', 'XM064228ZZ'],
  },
} satisfies Detector;

/** Greek capitals by the Latin ones that they look like; those without are written as in the machine-readable zone. */
const latin = new Map(
  Array.from('ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ', (letter, i) => [letter, Array.from('ABGDEZHQIKLMNJOPRSTYFXCW')[i]!]),
);
