import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eleven digits, the first 4 to 9, with a check modulus 11; LV before it as a VAT number. */
export default {
  id: 'lv.pvn',
  version: 1,
  title: 'Latvian company and VAT number (PVN)',
  category: 'user.government_id',
  countries: ['LV'],
  sources: ['https://www.vid.gov.lv/', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA99999999999', separators: ' -.' },
    { kind: 'digits', digits: [11] },
  ],
  check(value) {
    const parts = /^(LV)?([4-9]\d{10})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    if (weightedSum(digits, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 !== 3) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'label' as const } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.053,
  labels: {
    en: [
      'latvian vat number',
      'company registration number',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    lv: [
      'pvn',
      'pvn nr',
      'pvn nr.',
      'pvn numurs',
      'pvn reg. nr',
      'pvn registracijas numurs',
      'registracijas numurs',
      'reg. nr',
      'reg.nr',
      'nodoklu maksataja kods',
      'nmk',
    ],
  },
  columns: ['pvn', 'pvn_nr', 'reg_nr', 'registracijas_numurs', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  negativeLabels: ['telefons', 'talrunis', 'tel'],
  deny: [{ value: '40003521600', reason: 'documentation: the usual sample' }],
  reach: 14,
  examples: {
    valid: ['LV40686046936', '47342230128', 'LV 41673809486', 'LV45153725811', '47316005238'],
    invalid: ['LV40686046966', '44342230128', 'EE40003521600', 'LV4068604693', '473422301287', 'LV 41673809486Q'],
  },
} satisfies Detector;
