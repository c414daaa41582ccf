import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/**
 * Birth date, four digits for the sex and order, citizenship (0 citizen, 1 resident, 2 refugee), 8 or 9, and a Luhn
 * check.
 */
export default {
  id: 'za.id',
  version: 1,
  title: 'South African identity number',
  category: 'user.government_id.national_identification_number',
  countries: ['ZA'],
  sources: [
    'https://www.dha.gov.za/index.php/identity-documents2',
    'https://en.wikipedia.org/wiki/South_African_identity_card',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [13],
      separators: ' ',
      groups: [
        [6, 4, 3],
        [6, 4, 2, 1],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{10}[012][89]\d$/.test(digits) || !luhn(digits)) return invalid;
    const [year, month, day] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2))) as [number, number, number];
    return isDayOfSomeCentury(year, month, day) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.0002,

  labels: {
    en: [
      'id number',
      'id no',
      'identity number',
      'sa id',
      'sa id number',
      'rsa id',
      'south african id',
      'south african id number',
      'identity document',
      'permanent resident number',
      'refugee id number',
    ],
    af: ['id nommer', 'identiteitsnommer', 'id nr', 'sa id', 'identiteitsdokument'],
  },
  columns: ['id_number', 'identity_number', 'sa_id', 'rsa_id', 'id_no', 'sa_id_number', 'identiteitsnommer'],

  negativeLabels: ['phone', 'fax'],

  reach: 16,
  examples: {
    valid: ['7102025963080', '981009 2328 080', '0007272372181'],
    invalid: ['7102025963081', '981009 2328 081', '8001015009086', '9913316789285', '800101500908'],
  },
} satisfies Detector;
