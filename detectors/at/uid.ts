import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { digitSums } from '../lib/digit-sums.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** ATU and eight digits, the last a check digit: as of Luhn with 4 added. */
export default {
  id: 'at.uid',
  version: 1,
  title: 'Austrian VAT number (UID)',
  category: 'user.government_id',
  countries: ['AT'],
  sources: [
    'https://www.bmf.gv.at/themen/steuern/fuer-unternehmen/umsatzsteuer/uid-und-zm.html',
    'https://de.wikipedia.org/wiki/Umsatzsteuer-Identifikationsnummer',
  ],
  shapes: [
    { kind: 'mask', mask: 'AAA99999999', separators: ' ' },
    { kind: 'mask', mask: 'A99999999', separators: ' ' },
  ],
  check(value) {
    const parts = /^(AT)?U(\d{8})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    if ((digitSums(digits, [1, 2, 1, 2, 1, 2, 1, 1]) + 4) % 10 !== 0) return invalid;
    return valid(`U${digits}`, {
      ...(parts[1] === undefined ? { needs: 'label' } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.1,
  labels: {
    en: ['vat', 'vat no', 'vat number', 'vat id', 'austrian vat number'],
    de: [
      'uid',
      'uid-nummer',
      'uid-nr',
      'uid-nr.',
      'uid nr',
      'uidnr',
      'uid nummer',
      'umsatzsteuer-identifikationsnummer',
      'umsatzsteueridentifikationsnummer',
      'ust-id',
      'ust-idnr',
      'atu-nummer',
      'atu nr',
    ],
  },
  columns: ['uid', 'uid_nr', 'uid_nummer', 'uidnr', 'ust_id', 'ust_idnr', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  deny: [],
  reach: 12,
  examples: {
    valid: ['ATU22987926', 'ATU 77499404', 'U88678958', 'ATU70450941', 'ATU 03804990'],
    invalid: ['ATU22987925', 'ATU 77459404', 'AT12345678', 'DEU12345678', 'ATU2298792', 'ATU 774994047'],
  },
} satisfies Detector;
