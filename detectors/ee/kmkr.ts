import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** EE and nine digits from 10, the last a check digit with weights 3, 7, 1 in turn, modulus 10. */
export default {
  id: 'ee.kmkr',
  version: 1,
  title: 'Estonian VAT number (KMKR)',
  category: 'user.government_id',
  countries: ['EE'],
  sources: ['https://www.emta.ee/', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA999999999', separators: ' -.' },
    { kind: 'digits', digits: [9] },
  ],
  check(value) {
    const parts = /^(EE)?(10\d{7})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    if (weightedSum(digits, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 !== 0) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'label' as const } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.00098,
  labels: {
    en: ['estonian vat number', 'vat', 'vat no', 'vat number', 'vat id', 'vat reg no', 'vat registration number'],
    et: ['kmkr', 'kmkr nr', 'kmkr number', 'kaibemaksukohustuslase number', 'kaibemaksukohuslase number', 'kmk nr'],
  },
  columns: ['kmkr', 'kmkr_nr', 'kmkr_number', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  negativeLabels: ['telefon', 'tel'],
  deny: [{ value: '100931558', reason: 'documentation: the usual sample' }],
  reach: 12,
  examples: {
    valid: ['EE103439581', 'EE 105760915', '105963152', 'EE105663805', 'EE 102355640'],
    invalid: ['EE103939581', 'EE 105760985', 'LT100931558', 'EE10343958', 'EE 1057609157', '105963152Q'],
  },
} satisfies Detector;
