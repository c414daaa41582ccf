import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/**
 * Nine digits with a Luhn check and, for an account, two letters of the programme and four digits. A sole
 * proprietor's says who the person is.
 */
export default {
  id: 'ca.bn',
  version: 1,
  title: 'Canadian business number',
  category: 'user.unique_id',
  countries: ['CA'],
  sources: [
    'https://www.canada.ca/en/revenue-agency/services/tax/businesses/topics/registering-your-business/business-number.html',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [9],
      separators: ' -',
      groups: [
        [3, 3, 3],
        [5, 4],
      ],
    },
    { kind: 'mask', mask: '999999999AA9999', separators: ' -' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^\d{9}(?:R[CMPTZ]\d{4})?$/.test(number) || !luhn(number.slice(0, 9))) return invalid;
    return valid(number, { distinctive: number.length > 9 ? 1.5 : 0, ...denyPlaceholder(number.slice(0, 9)) });
  },
  falseAccept: 0.05,

  labels: {
    en: [
      'business number',
      'bn',
      'gst number',
      'gst hst number',
      'hst number',
      'gst',
      'hst',
      'gst registration',
      'cra business number',
      'payroll account',
    ],
    fr: ['numero d entreprise', 'ne', 'numero de tps', 'tps', 'tvh'],
  },
  columns: [
    'business_number',
    'bn',
    'gst_number',
    'hst_number',
    'gst_hst_number',
    'cra_business_number',
    'numero_entreprise',
  ],

  negativeLabels: ['sin', 'phone'],
  needs: 'label',

  reach: 18,
  examples: {
    valid: ['656445970', '382 346 658', '738633502 RP0001', '86660 3194 RC 0001'],
    invalid: ['123026634RC0001', '12302663', '123026634RX0001'],
  },
} satisfies Detector;
