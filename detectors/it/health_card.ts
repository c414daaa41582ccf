import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** Twenty digits: 80 for health, 380 for Italy, the region’s institution and the card. */
export default {
  id: 'it.health_card',
  version: 1,
  title: 'Italian health card number (TEAM)',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['IT'],
  sources: ['https://sistemats1.sanita.finanze.it/portale/tessera-sanitaria'],
  shapes: [
    {
      kind: 'digits',
      digits: [20],
      separators: ' ',
      groups: [
        [5, 5, 5, 5],
        [4, 4, 4, 4, 4],
        [5, 5, 10],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^80380\d{15}$/.test(digits) ? valid(digits) : invalid;
  },
  falseAccept: 0.00001,
  labels: {
    en: ['health card', 'health card number', 'card number', 'ehic'],
    it: [
      'tessera sanitaria',
      'numero tessera sanitaria',
      'numero tessera',
      'n. tessera',
      'numero di identificazione della tessera',
      'team',
      'tessera europea di assicurazione malattia',
    ],
  },
  columns: ['tessera_sanitaria', 'numero_tessera_sanitaria', 'num_tessera', 'numero_tessera', 'health_card_number'],
  deny: [],
  reach: 23,
  examples: {
    valid: [
      '80380298010928390487',
      '80380 53643 08661 36322',
      '80380609347806307164',
      '80380 34769 17691 01038',
      '80380788032632031412',
    ],
    invalid: [
      '80080298010928390487',
      '80330 53643 08661 36322',
      '80381000500123456789',
      '8038000050012345678',
      '8038029801092839048',
      '80380 53643 08661 363227',
    ],
  },
} satisfies Detector;
