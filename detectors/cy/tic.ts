import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denyPlaceholder, plain } from '../lib/text.ts';

/** Eight digits, not from 12, and a check letter modulus 26 in which digits at odd places count by a table. */
export default {
  id: 'cy.tic',
  version: 1,
  title: 'Cypriot tax and VAT number (TIC)',
  category: 'user.government_id.national_identification_number',
  countries: ['CY'],
  sources: [
    'https://www.mof.gov.cy/mof/tax/taxdep.nsf',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/cyprus-tin.pdf',
  ],
  shapes: [
    { kind: 'mask', mask: '99999999A', separators: '- ' },
    { kind: 'mask', mask: 'AA99999999A', separators: '- ' },
  ],
  check(value) {
    const parts = /^(?:(CY)[ -]?)?(\d{8})[ -]?([A-Z])$/.exec(plain(value).toUpperCase());
    if (parts === null || parts[2]!.startsWith('12')) return invalid;
    let sum = 0;
    for (let i = 0; i < 8; i++) {
      const digit = Number(parts[2]!.charAt(i));
      sum += i % 2 === 0 ? [1, 0, 5, 7, 9, 13, 15, 17, 19, 21][digit]! : digit;
    }
    if (String.fromCharCode(65 + (sum % 26)) !== parts[3]) return invalid;
    return valid(parts[2]! + parts[3]!, {
      ...(parts[1] === undefined ? {} : { distinctive: 1 }),
      ...denyPlaceholder(parts[2]!),
    });
  },
  falseAccept: 0.037,
  labels: {
    en: [
      'tic',
      'tic number',
      'tax identification code',
      'tax id',
      'tax number',
      'tin',
      'cyprus tax number',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    el: [
      'αφτ',
      'α.φ.τ.',
      'αριθμός φορολογικής ταυτότητας',
      'αριθμό φορολογικής ταυτότητας',
      'αριθμός φπα',
      'αρ. φπα',
      'αριθμός μητρώου φπα',
    ],
  },
  columns: ['tic', 'tic_number', 'tax_id', 'tax_number', 'tin', 'vat_number', 'vat_id', 'vat_no'],
  deny: [],
  reach: 11,
  examples: {
    valid: ['41046911O', 'CY50491978N', '36192229R', 'CY37948908Y', '98998500G'],
    invalid: ['41046916O', 'CY50491975N', '12259033P', 'CY10259033Z', '41046911', 'CY50491978N7'],
  },
} satisfies Detector;
