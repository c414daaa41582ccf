import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Country (three digits, 2 to 7), network and subscriber: fourteen or fifteen digits that check nothing. */
export default {
  id: 'device.imsi',
  version: 1,
  title: 'IMSI of a SIM card',
  category: 'user.device.device_id',
  countries: [],
  sources: ['https://www.itu.int/rec/T-REC-E.212'],
  shapes: [
    {
      kind: 'digits',
      digits: [14, 15],
      separators: ' -',
      groups: [
        [3, 2, 10],
        [3, 3, 9],
        [3, 2, 9],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^[2-7]\d{13,14}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.6,

  labels: {
    en: ['imsi', 'imsis', 'imsi number', 'subscriber identity'],
    de: ['imsi', 'imsi-nummer'],
    fr: ['imsi', 'numero imsi'],
    es: ['imsi', 'numero imsi'],
    it: ['imsi', 'numero imsi'],
    nl: ['imsi', 'imsi-nummer'],
    pl: ['imsi', 'numer imsi'],
    sv: ['imsi', 'imsi-nummer'],
  },
  columns: ['imsi', 'imsi_number', 'sim_imsi', 'subscriber_imsi'],

  negativeLabels: ['imei', 'card'],
  needs: 'label',

  reach: 17,
  examples: {
    valid: ['262017596991812', '310260464231759', '26201371393999'],
    invalid: ['162011234567890', '26201123456', '8262011234567890'],
  },
} satisfies Detector;
