import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Ten digits as of a personnummer with a third digit of at least 2, the last a check digit as of Luhn; SE before it and 01 behind it as a VAT number. Sole traders use their personnummer. */
export default {
  id: 'se.orgnr',
  version: 1,
  title: 'Swedish organisation and VAT number',
  category: 'user.government_id',
  countries: ['SE'],
  sources: ['https://www.bolagsverket.se/', 'https://sv.wikipedia.org/wiki/Organisationsnummer'],
  shapes: [
    { kind: 'digits', digits: [10], separators: '-', groups: [[6, 4]] },
    { kind: 'mask', mask: 'AA999999999999', separators: ' -' },
  ],
  check(value) {
    const parts = /^(?:(SE)(?=\d{12}$))?((?:[1-35-9]\d[2-9]|16[2-9]|\d{3})\d{7})(01)?$/.exec(compact(value));
    if (parts === null || (parts[1] === undefined) !== (parts[3] === undefined)) return invalid;
    const digits = parts[2]!;
    if (parts[1] === undefined && !/^[1-35-9]\d[2-9]/.test(digits)) return invalid;
    return luhn(digits)
      ? valid(digits, {
          distinctive: parts[1] !== undefined ? 1 : plain(value).includes('-') ? 0.3 : 0,
          ...denyPlaceholder(digits),
        })
      : invalid;
  },
  falseAccept: 0.052,
  labels: {
    en: [
      'organisation number',
      'swedish organisation number',
      'company registration number',
      'org no',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    sv: [
      'organisationsnummer',
      'organisationsnumret',
      'org nr',
      'org.nr',
      'org.nr.',
      'orgnr',
      'org-nr',
      'org. nr',
      'momsregistreringsnummer',
      'momsreg.nr',
      'momsnummer',
      'vat-nummer',
      'vat nr',
      'moms nr',
    ],
  },
  columns: [
    'organisationsnummer',
    'orgnr',
    'org_nr',
    'org_no',
    'organisation_number',
    'momsnummer',
    'momsreg_nr',
    'vat',
    'vat_no',
    'vat_number',
    'vat_id',
  ],
  negativeLabels: ['personnummer', 'telefon', 'tel', 'ocr', 'bankgiro', 'plusgiro'],
  deny: [{ value: '1234567897', reason: 'documentation: the usual sample' }],
  reach: 14,
  examples: {
    valid: ['599050-7542', '5172404971', 'SE548299785401', '508352-8942', '5983715102'],
    invalid: ['599020-7542', '5172904971', 'DE556703748501', '599050-754', '51724049717', 'SE548299785401Q'],
  },
} satisfies Detector;
