import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** 89, country and issuer: eighteen or nineteen digits and a Luhn check; some cards leave the check out. */
export default {
  id: 'device.iccid',
  version: 1,
  title: 'Number of a SIM card (ICCID)',
  category: 'user.device.device_id',
  countries: [],
  sources: ['https://www.itu.int/rec/T-REC-E.118'],
  shapes: [
    {
      kind: 'digits',
      digits: [19, 20],
      separators: ' -',
      groups: [
        [4, 4, 4, 4, 3],
        [4, 4, 4, 4, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^89[1-9]\d{16,17}$/.test(digits)) return invalid;
    return luhn(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.00095,

  labels: {
    en: ['iccid', 'iccids', 'sim', 'sim number', 'sim card', 'sim card number', 'sim serial'],
    de: ['iccid', 'sim-karte', 'sim-nummer', 'simkarte'],
    fr: ['iccid', 'carte sim', 'numero de carte sim'],
    es: ['iccid', 'tarjeta sim', 'numero de sim'],
    it: ['iccid', 'scheda sim', 'numero sim'],
    nl: ['iccid', 'simkaart', 'simkaartnummer'],
    pl: ['iccid', 'karta sim', 'numer karty sim'],
    sv: ['iccid', 'sim-kort', 'simkort'],
  },
  columns: ['iccid', 'sim_iccid', 'sim_number', 'sim_card_number', 'sim_serial'],

  negativeLabels: ['order'],

  reach: 24,
  examples: {
    valid: ['8931923556197679114', '8944763858620015072', '8947 4358 3907 7641 9057'],
    invalid: [
      '8931923556197679115',
      '8944763858620015073',
      '8949200001234567891',
      '8849200001234567890',
      '894920000123456',
    ],
  },
} satisfies Detector;
