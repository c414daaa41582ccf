import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Ten digits with a Luhn check, and on the card a version of one or two letters. */
export default {
  id: 'ca.on_ohip',
  version: 1,
  title: 'Ontario health number (OHIP)',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['CA'],
  sources: [
    'https://www.ontario.ca/page/apply-ohip-and-get-health-card',
    'https://www.health.gov.on.ca/english/providers/pub/ohip/tech_specific/tech_specific_mn.html',
  ],
  shapes: [
    { kind: 'digits', digits: [10], separators: '- ', groups: [[4, 3, 3]] },
    { kind: 'mask', mask: '9999999999A', separators: '- ' },
    { kind: 'mask', mask: '9999999999AA', separators: '- ' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^[1-9]\d{9}[A-Z]{0,2}$/.test(number) || !luhn(number.slice(0, 10))) return invalid;
    if (!/^\d{4}([ -]?)\d{3}\1\d{3}(?:[ -]?[A-Za-z]{1,2})?$/.test(plain(value))) return invalid;
    const version = number.length > 10 ? 1 : 0;
    return valid(number.slice(0, 10), { distinctive: version, ...denyPlaceholder(number.slice(0, 10)) });
  },
  falseAccept: 0.09,

  labels: {
    en: [
      'ohip',
      'ohip number',
      'ohip no',
      'health card',
      'health card number',
      'health card no',
      'ontario health card',
      'ontario health number',
      'health number',
      'health insurance number',
      'hcn',
    ],
    fr: ['carte sante', 'numero de carte sante', 'no de carte sante', 'assurance sante'],
  },
  columns: [
    'ohip',
    'ohip_number',
    'health_card',
    'health_card_number',
    'hcn',
    'ontario_health_card',
    'numero_carte_sante',
  ],

  negativeLabels: ['phone', 'fax'],
  needs: 'context',

  reach: 15,
  examples: {
    valid: ['5825-581-464', '8644 958 673', '3472562994', '8196-799-160-NZ'],
    invalid: ['5825-581-465', '8644 958 674', '0234567897', '5584486674XYZ', '558448667'],
  },
} satisfies Detector;
