import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eight digits, the last a check digit with weights 9, 7, 3, 1 in turn, one for the kind of tax, two for the county; HU and the first eight as a VAT number. */
export default {
  id: 'hu.adoszam',
  version: 1,
  title: 'Hungarian business tax and VAT number',
  category: 'user.government_id',
  countries: ['HU'],
  sources: ['https://nav.gov.hu/', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'digits', digits: [11], separators: '- ', groups: [[8, 1, 2]] },
    { kind: 'digits', digits: [8] },
    { kind: 'mask', mask: 'AA99999999', separators: ' -' },
  ],
  check(value) {
    const parts = /^(HU)?(\d{8})(?:[1-5]((?:0[2-9]|1\d|20|2[2-9]|3\d|4[0-4]|51)))?$/.exec(compact(value));
    if (parts === null || /^0/.test(parts[2]!)) return invalid;
    if (weightedSum(parts[2]!, [9, 7, 3, 1, 9, 7, 3, 1]) % 10 !== 0) return invalid;
    const more =
      parts[1] !== undefined
        ? { distinctive: 1 }
        : parts[3] === undefined
          ? { needs: 'label' as const }
          : { falseAccept: 0.02 };
    return valid(parts[2]!, { ...more, ...denyPlaceholder(parts[2]!) });
  },
  falseAccept: 0.061,
  labels: {
    en: [
      'hungarian vat number',
      'tax number',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    hu: [
      'adoszam',
      'adoszama',
      'adoszamok',
      'ado szam',
      'eu adoszam',
      'kozossegi adoszam',
      'csoport adoszam',
      'afa szam',
    ],
  },
  columns: [
    'adoszam',
    'ado_szam',
    'eu_adoszam',
    'kozossegi_adoszam',
    'tax_number',
    'vat',
    'vat_no',
    'vat_number',
    'vat_id',
  ],
  deny: [{ value: '12892312', reason: 'documentation: the usual sample' }],
  reach: 13,
  examples: {
    valid: ['29798052-2-42', 'HU16594432', '19927714', '28799184-1-42', 'HU12569445'],
    invalid: ['39798052-2-42', 'HU10594432', 'AT12892312', '12892312642', '29798052-2-4', 'HU165944327'],
  },
} satisfies Detector;
