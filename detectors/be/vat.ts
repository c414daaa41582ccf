import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod97 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Ten digits from 0 or 1, the last two 97 less the remainder of the eight by 97; BE before it as a VAT number. Sole traders have one too. */
export default {
  id: 'be.vat',
  version: 1,
  title: 'Belgian enterprise and VAT number',
  category: 'user.government_id',
  countries: ['BE'],
  sources: [
    'https://economie.fgov.be/en/themes/enterprises/crossroads-bank-enterprises',
    'https://ec.europa.eu/taxation_customs/vies/',
  ],
  shapes: [
    { kind: 'mask', mask: 'AA9999999999', separators: ' .-' },
    { kind: 'mask', mask: 'AA999999999', separators: ' .-' },
    { kind: 'digits', digits: [10], separators: '. -', groups: [[4, 3, 3]] },
  ],
  check(value) {
    // Before 2005 without the leading zero.
    const parts = /^(BE)?([01]\d{9})$/.exec(compact(value).replace(/^BE(?=\d{9}$)/, 'BE0'));
    if (parts === null || /^[01]0{7}/.test(parts[2]!)) return invalid;
    const digits = parts[2]!;
    if (97 - mod97(digits.slice(0, 8)) !== Number(digits.slice(8))) return invalid;
    return valid(digits, { distinctive: parts[1] === undefined ? 0 : 1, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.002,
  labels: {
    en: [
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
      'enterprise number',
      'company number',
    ],
    nl: [
      'btw',
      'btw-nummer',
      'btw nummer',
      'btw-nr',
      'btw nr',
      'btwnr',
      'ondernemingsnummer',
      'ondernemingsnr',
      'kbo',
      'kbo-nummer',
      'kbo nummer',
    ],
    fr: [
      'tva',
      'n° tva',
      'no tva',
      'numero tva',
      'numero de tva',
      "numero d'entreprise",
      "n° d'entreprise",
      'bce',
      'numero bce',
    ],
    de: ['mwst-nummer', 'unternehmensnummer', 'zdu'],
  },
  columns: [
    'btw',
    'btw_nummer',
    'btw_nr',
    'ondernemingsnummer',
    'kbo',
    'kbo_nummer',
    'tva',
    'numero_tva',
    'no_tva',
    'numero_entreprise',
    'bce',
    'vat',
    'vat_no',
    'vat_number',
    'vat_id',
  ],
  deny: [],
  reach: 15,
  examples: {
    valid: ['BE1250604073', '0859.161.464', 'BE 0070.739.229', 'BE0562299102', '0953.513.265'],
    invalid: ['BE1250204073', '0859.161.454', 'FR0123456789', '2123456789', 'BE125060407', '0859.161.4647'],
  },
} satisfies Detector;
