import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Nine digits, or letters I and another and seven digits. */
export default {
  id: 'si.id_card',
  version: 1,
  title: 'Slovenian identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['SI'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'mask', mask: 'AA9999999', separators: ' ' },
    { kind: 'digits', digits: [9] },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:\d{9}|I[A-Z]\d{7})$/.test(number) && /^(?:\d{9}|[a-z]{2} ?\d{7})$/i.test(plain(value))
      ? valid(number)
      : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['slovenian identity card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    sl: ['osebna izkaznica', 'osebne izkaznice', 'stevilka osebne izkaznice', 'st. osebne izkaznice', 'oi'],
  },
  columns: ['osebna_izkaznica', 'stevilka_osebne_izkaznice', 'id_card', 'id_card_number', 'identity_card'],
  negativeLabels: ['telefon', 'tel', 'gsm'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['009810382', 'IE1031060', '005738701', 'IE0668810', '003203315'],
    invalid: ['00981038', 'IE10310607', '005738701Q', '09810382', '00573870112', 'IE1031060ZZ'],
  },
} satisfies Detector;
