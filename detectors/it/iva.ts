import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Seven digits, three of the province’s office, a check digit as of Luhn. Sole traders have one. */
export default {
  id: 'it.iva',
  version: 1,
  title: 'Italian VAT number (partita IVA)',
  category: 'user.government_id',
  countries: ['IT'],
  sources: [
    'https://www.agenziaentrate.gov.it/portale/web/guest/schede/istanze/aa9_11-apertura-variazione-chiusura-pf',
    'https://it.wikipedia.org/wiki/Partita_IVA',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [11],
      separators: ' ',
      groups: [
        [3, 3, 3, 2],
        [7, 3, 1],
      ],
    },
    { kind: 'mask', mask: 'AA99999999999', separators: ' ' },
  ],
  check(value) {
    const parts = /^(IT)?(\d{7})(\d{3})(\d)$/.exec(compact(value));
    if (parts === null || parts[2] === '0000000') return invalid;
    const office = Number(parts[3]);
    if (office < 1 || (office > 100 && ![120, 121, 888, 999].includes(office))) return invalid;
    const digits = parts[2]! + parts[3]! + parts[4]!;
    return luhn(digits)
      ? valid(digits, { ...(parts[1] === undefined ? {} : { distinctive: 1 }), ...denyPlaceholder(digits) })
      : invalid;
  },
  falseAccept: 0.01,
  labels: {
    en: ['italian vat number', 'vat', 'vat no', 'vat number', 'vat id', 'vat reg no', 'vat registration number'],
    it: [
      'partita iva',
      'partite iva',
      'p. iva',
      'p.iva',
      'p iva',
      'piva',
      'part. iva',
      'n. partita iva',
      'numero di partita iva',
      'c.f./p.iva',
      'iva',
      'codice iva',
    ],
  },
  columns: ['partita_iva', 'p_iva', 'piva', 'part_iva', 'codice_iva', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  negativeLabels: ['rea', 'pesel', 'telefono'],
  deny: [
    { value: '00743110157', reason: 'documentation: the usual sample' },
    { value: '12345670017', reason: 'placeholder: digits in a row' },
  ],
  reach: 13,
  examples: {
    valid: ['21801749991', 'IT49652850972', '03519630937', 'IT55659520344', '73231470144'],
    invalid: ['21801749996', 'IT59652850972', '00000000017', 'DE00743110157', '2180174999', 'IT496528509727'],
  },
} satisfies Detector;
