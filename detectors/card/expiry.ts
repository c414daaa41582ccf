import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Month and year behind a label. */
export default {
  id: 'card.expiry',
  version: 1,
  title: 'Expiry date of a payment card',
  category: 'user.financial.credit_card',
  countries: [],
  sources: ['https://www.iso.org/standard/70484.html'],
  shapes: [
    {
      kind: 'digits',
      digits: [4, 6],
      separators: '/-',
      groups: [
        [2, 2],
        [2, 4],
      ],
    },
  ],
  check(value) {
    return /^(?:0[1-9]|1[0-2])[/-]?(?:20)?(?:[1-4]\d)$/.test(plain(value)) ? valid(compact(value)) : invalid;
  },
  falseAccept: 1,
  shared: true,
  labels: {
    en: [
      'expiry',
      'expiry date',
      'exp date',
      'exp',
      'expiration',
      'expiration date',
      'card expiry',
      'valid thru',
      'valid until',
      'expires',
      'good thru',
    ],
    de: ['gultig bis', 'ablaufdatum', 'verfallsdatum', 'kartenablauf'],
    fr: ['date d expiration', 'expire le', 'expire fin', 'validite'],
    es: ['fecha de caducidad', 'caducidad', 'vencimiento', 'fecha de vencimiento'],
    it: ['scadenza', 'data di scadenza'],
    nl: ['vervaldatum', 'geldig tot'],
    pl: ['data waznosci', 'wazna do', 'wazna'],
    sv: ['utgangsdatum', 'giltig till', 'giltigt till'],
  },
  columns: ['expiry', 'expiry_date', 'exp_date', 'expiration', 'card_expiry', 'card_exp', 'cc_exp', 'valid_thru'],

  negativeLabels: ['passport', 'certificate', 'licence', 'license'],
  needs: 'label',

  reach: 7,
  examples: { valid: ['08/27', '11/2029', '03-28'], invalid: ['13/27', '00/27', '08/07'] },
} satisfies Detector;
