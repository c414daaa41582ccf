import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Nine digits with a Luhn check, the tax office and the branch; with sixteen digits a zero stands before. */
export default {
  id: 'id.npwp',
  version: 1,
  title: 'Indonesian tax number (NPWP)',
  category: 'user.government_id.national_identification_number',
  countries: ['ID'],
  sources: ['https://www.pajak.go.id/', 'https://id.wikipedia.org/wiki/Nomor_Pokok_Wajib_Pajak'],
  shapes: [{ kind: 'digits', digits: [15, 16], separators: '.-', groups: [[2, 3, 3, 1, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    const number = digits.length === 16 && digits.startsWith('0') ? digits.slice(1) : digits;
    if (!/^\d{15}$/.test(number) || !luhn(number.slice(0, 9)) || /^0{8}/.test(number)) return invalid;
    return valid(number, {
      distinctive: /^\d\d\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}$/.test(plain(value)) ? 1.5 : 0,
      ...denyPlaceholder(number),
    });
  },
  falseAccept: 0.055,

  labels: {
    en: ['npwp', 'npwp number', 'indonesian tax id', 'tax id', 'taxpayer number'],
    id: ['npwp', 'nomor npwp', 'no npwp', 'nomor pokok wajib pajak'],
  },
  columns: ['npwp', 'npwp_number', 'no_npwp', 'nomor_npwp', 'tax_id'],

  negativeLabels: ['rekening'],
  needs: 'context',

  reach: 20,
  examples: {
    valid: ['01.236.760.3-131.000', '68.878.046.9-250.000', '028082915712000'],
    invalid: ['01.300.066.7-091.000', '01300066609100', '2013000666091000'],
  },
} satisfies Detector;
