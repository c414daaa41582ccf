import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Up to ten digits, the last a check digit modulus 11; RO before it as a VAT number. Sole traders have one. */
export default {
  id: 'ro.cif',
  version: 1,
  title: 'Romanian tax and VAT number (CUI, CIF)',
  category: 'user.government_id',
  countries: ['RO'],
  sources: ['https://www.anaf.ro/', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA999999', separators: ' -.' },
    { kind: 'mask', mask: 'AA9999999', separators: ' -.' },
    { kind: 'mask', mask: 'AA99999999', separators: ' -.' },
    { kind: 'mask', mask: 'AA999999999', separators: ' -.' },
    { kind: 'mask', mask: 'AA9999999999', separators: ' -.' },
    { kind: 'digits', digits: [6, 7, 8, 9, 10] },
  ],
  check(value) {
    const parts = /^(RO)?([1-9]\d{5,9})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    const body = digits.slice(0, -1).padStart(9, '0');
    if (((weightedSum(body, [7, 5, 3, 2, 1, 7, 5, 3, 2]) * 10) % 11) % 10 !== Number(digits.at(-1))) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'label' as const } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.09,
  labels: {
    en: [
      'cif',
      'cui',
      'romanian vat number',
      'tax id',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    ro: [
      'cif',
      'c.i.f.',
      'cui',
      'c.u.i.',
      'cod fiscal',
      'codul fiscal',
      'codului fiscal',
      'cod unic de inregistrare',
      'codul unic de inregistrare',
      'cod de identificare fiscala',
      'cod tva',
      'atribut fiscal',
    ],
  },
  columns: ['cif', 'cui', 'cod_fiscal', 'cod_unic_inregistrare', 'cod_tva', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  negativeLabels: ['telefon', 'tel', 'mobil', 'cnp'],
  deny: [{ value: '18547290', reason: 'documentation: the usual sample' }],
  reach: 11,
  examples: {
    valid: ['RO26585561', '18807586', 'RO 14606652', 'RO30735632', '30107670'],
    invalid: ['RO26565561', '18407586', 'BG18547290', 'RO2658556', '188075867', 'RO 14606652Q'],
  },
} satisfies Detector;
