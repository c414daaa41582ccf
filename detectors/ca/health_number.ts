import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/**
 * Alberta, Saskatchewan, Manitoba, the Atlantic provinces and the territories: seven to twelve digits, in the North
 * with a letter before them. Their checks, where they have any, are not published.
 */
export default {
  id: 'ca.health_number',
  version: 1,
  title: 'Canadian health number of the other provinces',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['CA'],
  sources: ['https://www.canada.ca/en/health-canada/services/health-cards.html', 'https://www.alberta.ca/ahcip'],
  shapes: [
    {
      kind: 'digits',
      digits: [7, 8, 9, 10, 12],
      separators: '- ',
      groups: [
        [5, 4],
        [3, 3, 3],
        [4, 3, 3],
        [4, 4],
        [3, 3, 3, 3],
      ],
    },
    { kind: 'mask', mask: 'A9999999' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^(?:\d{7,10}|\d{12}|[A-Z]\d{7})$/.test(number)) return invalid;
    return valid(number, denyPlaceholder(number.replace(/\D/g, '')));
  },
  falseAccept: 1,

  labels: {
    en: [
      'health card',
      'health card number',
      'health number',
      'health care number',
      'provincial health number',
      'alberta health care number',
      'ahcip',
      'phin',
      'ulis',
      'hsn',
      'mcp number',
      'mcp',
      'health services number',
      'nb medicare',
      'medicare number',
    ],
    fr: ['carte sante', 'numero de carte sante', 'numero d assurance maladie', 'carte d assurance maladie'],
  },
  columns: [
    'health_card',
    'health_card_number',
    'health_number',
    'health_care_number',
    'ahcip',
    'phin',
    'mcp_number',
    'provincial_health_number',
  ],

  negativeLabels: ['phone', 'fax', 'sin'],
  needs: 'label',

  reach: 15,
  examples: {
    valid: ['34720-0502', '323 161 132', '797317510', '5160 749 920'],
    invalid: ['123456', 'AB1234567', '1234567890123'],
  },
} satisfies Detector;
