import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits (eight where the leading zero was dropped) that pass the Dutch eleven-test: weights 9 … 2 and −1. */
export default {
  id: 'nl.bsn',
  version: 1,
  title: 'Dutch citizen service number (BSN)',
  category: 'user.government_id.national_identification_number',
  countries: ['NL'],
  sources: ['https://www.rvig.nl/bsn', 'https://nl.wikipedia.org/wiki/Burgerservicenummer'],
  shapes: [
    {
      kind: 'digits',
      digits: [8, 9],
      separators: ' .-',
      groups: [
        [4, 2, 3],
        [3, 3, 3],
        [3, 2, 4],
        [2, 2, 2, 3],
      ],
    },
  ],
  check(value) {
    const written = compact(value);
    if (!/^\d{8,9}$/.test(written)) return invalid;
    const digits = written.padStart(9, '0');
    // Numbers below ten million have not been given out.
    if (digits.startsWith('00') || weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 !== 0) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.091,
  labels: {
    en: [
      'bsn',
      'bsn number',
      'citizen service number',
      'dutch citizen service number',
      'sofi number',
      'dutch id number',
    ],
    nl: [
      'bsn',
      'bsn-nummer',
      'bsn nummer',
      'bsnnummer',
      'bsn nr',
      'burgerservicenummer',
      'burgerservicenummers',
      'burger service nummer',
      'sofinummer',
      'sofi-nummer',
      'sofi',
      'persoonsnummer',
      'fiscaal nummer',
    ],
    de: ['bsn', 'burgerservicenummer', 'niederlandische personennummer'],
    fr: ['numero de service au citoyen', 'numero bsn'],
  },
  columns: [
    'bsn',
    'bsn_nummer',
    'bsn_nr',
    'bsn_number',
    'burgerservicenummer',
    'burger_service_nummer',
    'sofinummer',
    'sofi_nummer',
    'citizen_service_number',
    'national_id',
  ],
  negativeLabels: ['kvk', 'btw', 'rsin', 'rekeningnummer', 'telefoon', 'postbus'],
  deny: [
    { value: '111222333', reason: 'test value: used throughout Dutch test environments' },
    { value: '123456782', reason: 'test value: used throughout Dutch test environments' },
    { value: '999999990', reason: 'test value: used throughout Dutch test environments' },
  ],
  reach: 12,
  examples: {
    valid: ['694423348', '047951916', '6944.23.348', '578535695', '47951916'],
    invalid: ['694423349', '578535659', '6944233480', '001234567', '000000000'],
  },
} satisfies Detector;
