import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Thirteen digits, the first 0 to 3, the last three the remainder of the ten by 511. */
export default {
  id: 'fr.nif',
  version: 1,
  title: 'French tax number (SPI)',
  category: 'user.government_id.national_identification_number',
  countries: ['FR'],
  sources: [
    'https://www.impots.gouv.fr/particulier/questions/quest-ce-que-le-numero-fiscal',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/france-tin.pdf',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [13],
      separators: ' ',
      groups: [
        [2, 2, 3, 3, 3],
        [1, 2, 3, 3, 3, 1],
        [4, 3, 3, 3],
        [10, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^[0-3]\d{12}$/.test(digits) || Number(digits.slice(0, 10)) % 511 !== Number(digits.slice(10))) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.00038,
  labels: {
    en: [
      'french tax number',
      'french tax id',
      'tax number',
      'tax id',
      'tax identification number',
      'spi number',
      'tin',
    ],
    fr: [
      'numero fiscal',
      'numeros fiscaux',
      'n° fiscal',
      'no fiscal',
      'num fiscal',
      'numero fiscal de reference',
      'numero spi',
      'n° spi',
      'spi',
      'identifiant fiscal',
      'numero de contribuable',
      "numero d'identification fiscale",
      'nif',
    ],
  },
  columns: [
    'numero_fiscal',
    'no_fiscal',
    'num_fiscal',
    'spi',
    'numero_spi',
    'identifiant_fiscal',
    'nif',
    'tax_id',
    'tax_number',
    'tin',
  ],
  deny: [],
  reach: 17,
  examples: {
    valid: ['3225552100015', '14 21 016 750 356', '3538662869133', '39 98 547 698 292', '1271859364293'],
    invalid: [
      '3225552104015',
      '14 20 016 750 356',
      '322555210001',
      '14 21 016 750 3567',
      '3538662869133Q',
      '225552100015',
    ],
  },
} satisfies Detector;
