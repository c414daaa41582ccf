import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eight digits, the first not 0: the sum with weights 3, 4, 6, 7, 8, 9, 10, 1 is a multiple of 37. */
export default {
  id: 'mt.vat',
  version: 1,
  title: 'Maltese VAT number',
  category: 'user.government_id',
  countries: ['MT'],
  sources: ['https://cfr.gov.mt/en/vat/Pages/default.aspx', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA99999999', separators: ' -' },
    { kind: 'digits', digits: [8], separators: ' -', groups: [[4, 4]] },
  ],
  check(value) {
    const parts = /^(MT)?([1-9]\d{7})$/.exec(compact(value));
    if (parts === null || weightedSum(parts[2]!, [3, 4, 6, 7, 8, 9, 10, 1]) % 37 !== 0) return invalid;
    return valid(parts[2]!, {
      ...(parts[1] === undefined ? { needs: 'label' } : { distinctive: 1 }),
      ...denyPlaceholder(parts[2]!),
    });
  },
  falseAccept: 0.024,
  labels: {
    en: ['malta vat number', 'vat', 'vat no', 'vat number', 'vat id', 'vat reg no', 'vat registration number'],
    mt: ['numru tal-vat', 'nru tal-vat', 'vat'],
  },
  columns: ['vat', 'vat_no', 'vat_number', 'vat_id', 'numru_vat'],
  deny: [],
  reach: 12,
  examples: {
    valid: ['MT27155599', '21141423', 'MT 2669 9021', 'MT25828033', '16519814'],
    invalid: ['MT27152599', '31141423', 'LU11679112', 'MT2715559', '211414237', 'MT 2669 9021Q'],
  },
} satisfies Detector;
