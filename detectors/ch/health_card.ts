import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** Twenty digits: 80 for health, 756 for Switzerland, five of the insurer, ten of the card. */
export default {
  id: 'ch.health_card',
  version: 1,
  title: 'Swiss health insurance card number',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['CH'],
  sources: [
    'https://www.bag.admin.ch/bag/de/home/versicherungen/krankenversicherung/krankenversicherung-versicherte-mit-wohnsitz-in-der-schweiz/versichertenkarte.html',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [20],
      separators: ' ',
      groups: [
        [5, 5, 10],
        [5, 5, 5, 5],
        [4, 4, 4, 4, 4],
        [2, 3, 5, 10],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^80756\d{15}$/.test(digits) ? valid(digits) : invalid;
  },
  falseAccept: 0.00001,
  labels: {
    en: ['health insurance card', 'insurance card number', 'card number', 'health card number'],
    de: [
      'versichertenkarte',
      'versichertenkartennummer',
      'kartennummer',
      'karten-nr',
      'krankenkassenkarte',
      'krankenversicherungskarte',
      'karte-nr',
    ],
    fr: ['carte d assure', 'numero de carte d assure', 'numero de carte', 'no de carte'],
    it: ['tessera d assicurato', 'numero tessera', 'numero della tessera'],
  },
  columns: [
    'versichertenkarte',
    'versichertenkartennummer',
    'kartennummer',
    'karten_nr',
    'carte_assure',
    'numero_carte',
    'insurance_card_number',
    'health_card_number',
  ],
  deny: [],
  reach: 23,
  examples: {
    valid: [
      '80756444051121092242',
      '80756 94896 61603 90919',
      '80756408137053941346',
      '80756 69120 69414 02585',
      '80756567841111091607',
    ],
    invalid: [
      '80755444051121092242',
      '80736 94896 61603 90919',
      '80757000110123456789',
      '8075600011012345678',
      '8075644405112109224',
      '80756 94896 61603 909197',
    ],
  },
} satisfies Detector;
