import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { twoStage } from '../lib/two-stage.ts';

/** LT and nine digits (the eighth 1), or twelve for persons and passing registrations (the eleventh 1); check digit modulus 11 in two stages. */
export default {
  id: 'lt.pvm',
  version: 1,
  title: 'Lithuanian VAT number (PVM)',
  category: 'user.government_id',
  countries: ['LT'],
  sources: ['https://www.vmi.lt/', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA999999999', separators: ' ' },
    { kind: 'mask', mask: 'AA999999999999', separators: ' ' },
    { kind: 'digits', digits: [9, 12] },
  ],
  check(value) {
    const parts = /^(LT)?(\d{7}1\d|\d{10}1\d)$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    const short = digits.length === 9;
    const weights = short
      ? [
          [1, 2, 3, 4, 5, 6, 7, 8],
          [3, 4, 5, 6, 7, 8, 9, 1],
        ]
      : [
          [1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2],
          [3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4],
        ];
    if (twoStage(digits, weights) !== Number(digits.at(-1))) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'label' } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.01,
  labels: {
    en: ['lithuanian vat number', 'vat', 'vat no', 'vat number', 'vat id', 'vat reg no', 'vat registration number'],
    lt: ['pvm', 'pvm kodas', 'pvm moketojo kodas', 'pvm mokėtojo kodo', 'pvm kodo', 'pvm moketojo nr'],
  },
  columns: ['pvm', 'pvm_kodas', 'pvm_moketojo_kodas', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  negativeLabels: ['telefonas', 'tel'],
  deny: [{ value: '119511515', reason: 'documentation: the usual sample' }],
  reach: 14,
  examples: {
    valid: ['LT392780911', 'LT968518269211', '740656617', 'LT470574112', 'LT739821440118'],
    invalid: ['LT391780911', 'LT968558269211', 'LV119511515', 'LT39278091', 'LT9685182692117', '740656617Q'],
  },
} satisfies Detector;
