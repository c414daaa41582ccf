import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Type, serial and a Luhn check: fifteen digits (sixteen with a software version, IMEISV, which has no check). */
export default {
  id: 'device.imei',
  version: 1,
  title: 'IMEI of a mobile device',
  category: 'user.device.device_id',
  countries: [],
  sources: [
    'https://www.gsma.com/solutions-and-impact/technologies/device-check/',
    'https://www.3gpp.org/dynareport/23003.htm',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [15],
      separators: '- /',
      groups: [
        [2, 6, 6, 1],
        [6, 2, 6, 1],
        [8, 6, 1],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^(?:0[1-9]|[1-689]\d)\d{13}$/.test(digits) && luhn(digits)
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.09,

  labels: {
    en: ['imei', 'imeis', 'imei number', 'imei no', 'device imei', 'handset'],
    de: ['imei', 'imei-nummer', 'geratenummer'],
    fr: ['imei', 'numero imei'],
    es: ['imei', 'numero imei'],
    it: ['imei', 'numero imei'],
    nl: ['imei', 'imei-nummer'],
    pl: ['imei', 'numer imei'],
    sv: ['imei', 'imei-nummer'],
  },
  columns: ['imei', 'imei_number', 'imei1', 'device_imei', 'imei_no'],

  negativeLabels: ['card', 'amex'],
  needs: 'context',
  deny: [
    { value: '490154203237518', reason: 'documentation: a common sample' },
    { value: '356938035643809', reason: 'documentation: a common sample' },
  ],

  reach: 18,
  examples: {
    valid: ['356905058730383', '863765565984675', '35-171531-320682-1'],
    invalid: ['356905058730384', '863765565984676', '353112345678901', '35311234567890', '3531123456789012'],
  },
} satisfies Detector;
