import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod11_10 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Eleven digits, the last a check digit after ISO/IEC 7064 MOD 11,10; HR before it as a VAT number. */
export default {
  id: 'hr.oib',
  version: 1,
  title: 'Croatian personal identification number (OIB)',
  category: 'user.government_id.national_identification_number',
  countries: ['HR'],
  sources: [
    'https://www.porezna-uprava.hr/HR_OIB/Stranice/default.aspx',
    'https://hr.wikipedia.org/wiki/Osobni_identifikacijski_broj',
  ],
  shapes: [
    { kind: 'mask', mask: 'AA99999999999', separators: ' -.' },
    {
      kind: 'digits',
      digits: [11],
      separators: ' ',
      groups: [
        [3, 3, 3, 2],
        [3, 4, 4],
      ],
    },
  ],
  check(value) {
    const parts = /^(HR)?(\d{11})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    if (!mod11_10(digits) || /^0+$/.test(digits)) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'context' } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.1,
  labels: {
    en: [
      'oib',
      'oib number',
      'croatian personal identification number',
      'personal identification number',
      'tax id',
      'tin',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    hr: [
      'oib',
      'oib-a',
      'oib-om',
      'oib broj',
      'osobni identifikacijski broj',
      'osobnog identifikacijskog broja',
      'pdv broj',
      'pdv id',
    ],
  },
  columns: ['oib', 'oib_broj', 'osobni_identifikacijski_broj', 'tax_id', 'tin', 'national_id', 'vat_number'],
  negativeLabels: ['mbo', 'mbs', 'telefon', 'tel'],
  deny: [
    { value: '33392005961', reason: 'documentation: the usual sample' },
    { value: '12345678903', reason: 'placeholder: digits in a row' },
  ],
  reach: 13,
  examples: {
    valid: ['39230117973', 'HR70333368877', '07926724676', 'HR27994622250', '81999543364'],
    invalid: ['39230117943', 'HR90333368877', 'SI33392005961', '3923011797', 'HR703333688777', '07926724676Q'],
  },
} satisfies Detector;
