import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Nine digits, or two letters and seven digits. */
export default {
  id: 'bg.id_card',
  version: 1,
  title: 'Bulgarian identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['BG'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'mask', mask: 'AA9999999', separators: ' ' },
    { kind: 'digits', digits: [9] },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:\d{9}|[A-Z]{2}\d{7})$/.test(number) && /^(?:\d{9}|[a-z]{2} ?\d{7})$/i.test(plain(value))
      ? valid(number)
      : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['bulgarian identity card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    bg: [
      'лична карта',
      'lichna karta',
      'nomer lichna karta',
      'личната карта',
      'номер на лична карта',
      '№ на лична карта',
      'л.к.',
      'лк',
      'л.к. №',
      'документ за самоличност',
    ],
  },
  columns: ['lichna_karta', 'nomer_lichna_karta', 'lk', 'id_card', 'id_card_number', 'identity_card'],
  negativeLabels: ['телефон', 'тел', 'phone', 'tel'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['618835170', 'AA4648389', '682151944', 'AA3413381', '614012931'],
    invalid: ['61883517', 'AA46483897', '682151944Q', '18835170', '68215194412', 'AA4648389ZZ'],
  },
} satisfies Detector;
