import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** LU and eight digits, the last two the remainder of the six by 89. */
export default {
  id: 'lu.tva',
  version: 1,
  title: 'Luxembourg VAT number',
  category: 'user.government_id',
  countries: ['LU'],
  sources: ['https://pfi.public.lu/fr/professionnel/tva.html', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA99999999', separators: ' ' },
    {
      kind: 'digits',
      digits: [8],
      separators: ' ',
      groups: [
        [4, 4],
        [6, 2],
        [3, 3, 2],
        [2, 2, 2, 2],
      ],
    },
  ],
  check(value) {
    const parts = /^(LU)?(\d{6})(\d{2})$/.exec(compact(value));
    if (parts === null || parts[2] === '000000' || Number(parts[2]) % 89 !== Number(parts[3])) return invalid;
    const digits = parts[2]! + parts[3]!;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'label' } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.01,
  labels: {
    en: ['vat', 'vat no', 'vat number', 'vat id', 'vat reg no', 'vat registration number'],
    fr: ['tva', 'n° tva', 'no tva', 'numero tva', 'numero de tva', "numero d'identification tva"],
    de: ['mwst-nummer', 'tva-nummer', 'ust-idnr', 'mehrwertsteuernummer'],
  },
  columns: ['tva', 'numero_tva', 'no_tva', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  deny: [],
  reach: 12,
  examples: {
    valid: ['LU15487919', 'LU 8015 4713', '84551414', 'LU68816315', 'LU 8443 1258'],
    invalid: ['LU15484919', 'LU 8025 4713', 'DE12345678', 'LU1548791', 'LU 8015 47137', '84551414Q'],
  },
} satisfies Detector;
