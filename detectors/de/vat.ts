import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod11_10 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** DE and nine digits, the first not 0, the last a check digit after ISO/IEC 7064 MOD 11,10. */
export default {
  id: 'de.vat',
  version: 1,
  title: 'German VAT number (USt-IdNr.)',
  category: 'user.government_id',
  countries: ['DE'],
  sources: [
    'https://www.bzst.de/DE/Unternehmen/Identifikationsnummern/Umsatzsteuer-Identifikationsnummer/umsatzsteuer-identifikationsnummer_node.html',
  ],
  shapes: [
    { kind: 'mask', mask: 'AA999999999', separators: ' ' },
    { kind: 'digits', digits: [9], separators: ' ', groups: [[3, 3, 3]] },
  ],
  check(value) {
    const parts = /^(DE)?([1-9]\d{8})$/.exec(compact(value));
    if (parts === null || !mod11_10(parts[2]!)) return invalid;
    return valid(parts[2]!, {
      ...(parts[1] === undefined ? { needs: 'label' } : { distinctive: 1 }),
      ...denyPlaceholder(parts[2]!),
    });
  },
  falseAccept: 0.091,
  labels: {
    en: ['vat', 'vat no', 'vat number', 'vat id', 'vat reg no', 'vat registration number', 'german vat number'],
    de: [
      'ust-idnr',
      'ust-idnr.',
      'ust-id',
      'ust-id-nr',
      'ust-id-nr.',
      'ustidnr',
      'ustid',
      'ust.-id',
      'ust.-idnr.',
      'umsatzsteuer-id',
      'umsatzsteuer-identifikationsnummer',
      'umsatzsteueridentifikationsnummer',
      'umsatzsteuer-identifikations-nr',
      'mehrwertsteuernummer',
      'mwst-nummer',
    ],
  },
  columns: [
    'ust_idnr',
    'ust_id',
    'ust_id_nr',
    'ustidnr',
    'ustid',
    'umsatzsteuer_id',
    'umsatzsteuer_identifikationsnummer',
    'vat',
    'vat_no',
    'vat_number',
    'vat_id',
  ],
  negativeLabels: ['steuernummer', 'telefon', 'tel', 'fax'],
  deny: [{ value: '136695976', reason: 'documentation: example of the tax authority' }],
  reach: 14,
  examples: {
    valid: ['DE784805109', 'DE 542 425 889', '378693904', 'DE314614554', 'DE 287 956 056'],
    invalid: ['DE484805109', 'DE 572 425 889', 'FR136695976', 'DE012345678', 'DE78480510', 'DE 542 425 8897'],
  },
} satisfies Detector;
