import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eight digits, the first not 0, the last a check digit modulus 11; SI before it as a VAT number. */
export default {
  id: 'si.davcna',
  version: 1,
  title: 'Slovenian tax and VAT number (davčna številka)',
  category: 'user.government_id.national_identification_number',
  countries: ['SI'],
  sources: ['https://www.fu.gov.si/', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA99999999', separators: ' -.' },
    {
      kind: 'digits',
      digits: [8],
      separators: ' ',
      groups: [
        [4, 4],
        [2, 3, 3],
      ],
    },
  ],
  check(value) {
    const parts = /^(SI)?([1-9]\d{7})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    const check = 11 - (weightedSum(digits, [8, 7, 6, 5, 4, 3, 2]) % 11);
    if (check === 11 || check % 10 !== Number(digits.charAt(7))) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'context' } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.08,
  labels: {
    en: [
      'slovenian tax number',
      'tax number',
      'tax id',
      'tin',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    sl: [
      'davcna stevilka',
      'davcne stevilke',
      'davcno stevilko',
      'davcna st.',
      'davcna st',
      'd.st.',
      'ds',
      'id za ddv',
      'id st. za ddv',
      'ddv st.',
      'identifikacijska stevilka za ddv',
    ],
  },
  columns: [
    'davcna_stevilka',
    'davcna_st',
    'davcna',
    'id_za_ddv',
    'ddv',
    'tax_id',
    'tax_number',
    'vat',
    'vat_no',
    'vat_number',
    'vat_id',
  ],
  negativeLabels: ['telefon', 'tel', 'gsm', 'emso'],
  deny: [{ value: '50223054', reason: 'documentation: the usual sample' }],
  reach: 10,
  examples: {
    valid: ['SI44174357', '36716634', 'SI82016372', '37942999', 'SI77874684'],
    invalid: ['SI44178357', '36316634', 'HR50223054', 'SI4417435', '367166347', 'SI82016372Q'],
  },
} satisfies Detector;
