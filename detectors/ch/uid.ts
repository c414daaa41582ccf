import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** CHE and nine digits, the last a check digit modulus 11. MWST, TVA or IVA after it says that it is a VAT number. Sole traders have one too. */
export default {
  id: 'ch.uid',
  version: 1,
  title: 'Swiss enterprise and VAT number (UID)',
  category: 'user.government_id',
  countries: ['CH', 'LI'],
  sources: [
    'https://www.bfs.admin.ch/bfs/de/home/register/unternehmensregister/unternehmens-identifikationsnummer.html',
    'https://www.ech.ch/de/ech/ech-0097',
  ],
  shapes: [{ kind: 'mask', mask: 'AAA999999999', separators: '-. ' }],
  check(value) {
    const parts = /^CHE[- ]?(\d{3})([. ]?)(\d{3})\2(\d{3})$/i.exec(plain(value));
    if (parts === null) return invalid;
    const digits = parts[1]! + parts[3]! + parts[4]!;
    const check = (11 - (weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11;
    return check === Number(digits.charAt(8)) ? valid(`CHE${digits}`, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.091,
  distinctive: 1,
  labels: {
    en: ['uid', 'uid number', 'swiss vat number', 'vat', 'vat no', 'vat number', 'enterprise number'],
    de: [
      'uid',
      'uid-nummer',
      'uid-nr',
      'uid-nr.',
      'uid nr',
      'mwst-nr',
      'mwst-nr.',
      'mwst-nummer',
      'mwst nr',
      'mehrwertsteuernummer',
      'unternehmens-identifikationsnummer',
    ],
    fr: ['ide', 'numero ide', 'no ide', 'numero tva', 'no tva', 'n° tva', 'tva'],
    it: ['idi', 'numero idi', 'n. iva', 'numero iva', 'iva'],
  },
  columns: [
    'uid',
    'uid_nr',
    'uid_nummer',
    'ide',
    'no_ide',
    'idi',
    'mwst_nr',
    'mwst_nummer',
    'no_tva',
    'vat_number',
    'vat_no',
    'vat_id',
  ],
  deny: [{ value: 'CHE123456788', reason: 'documentation: the usual sample' }],
  reach: 15,
  examples: {
    valid: ['CHE-836.076.826', 'CHE841377788', 'CHE-749.627.712', 'CHE727485964', 'CHE-101.668.767'],
    invalid: [
      'CHE-836.077.826',
      'CHE841377785',
      'CHE-12.345.6788',
      'CHF-123.456.788',
      'CHE-836.076.82',
      'CHE8413777887',
    ],
  },
} satisfies Detector;
