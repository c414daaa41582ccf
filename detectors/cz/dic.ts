import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { rodneCislo } from '../lib/rodne-cislo.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** CZ and the company number (eight digits), the birth number, or nine digits from 6 for persons without one. */
export default {
  id: 'cz.dic',
  version: 1,
  title: 'Czech tax and VAT number (DIČ)',
  category: 'user.government_id.national_identification_number',
  countries: ['CZ'],
  sources: ['https://www.financnisprava.cz/', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA99999999', separators: ' ' },
    { kind: 'mask', mask: 'AA999999999', separators: ' ' },
    { kind: 'mask', mask: 'AA9999999999', separators: ' ' },
    { kind: 'digits', digits: [8, 9, 10] },
  ],
  check(value) {
    const parts = /^(CZ)?(\d{8,10})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    if (!(digits.length === 8 ? ofCompany(digits) : special(digits) || rodneCislo(digits).verdict === 'valid'))
      return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'label' } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.064,
  labels: {
    en: [
      'dic',
      'czech tax number',
      'tax id',
      'tax number',
      'tin',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    cs: ['dic', 'danove identifikacni cislo', 'danoveho identifikacniho cisla', 'dic dph'],
  },
  columns: [
    'dic',
    'dic_number',
    'danove_identifikacni_cislo',
    'tax_id',
    'tax_number',
    'vat',
    'vat_no',
    'vat_number',
    'vat_id',
  ],
  deny: [{ value: '25123891', reason: 'documentation: the usual sample' }],
  reach: 12,
  examples: {
    valid: ['CZ53711513', 'CZ8901155362', '45593647', 'CZ24499307', 'CZ8601233058'],
    invalid: ['CZ53717513', 'CZ8908155362', 'SK12345678', 'CZ5371151', 'CZ89011553627', '45593647Q'],
  },
} satisfies Detector;

function ofCompany(digits: string): boolean {
  const rest = (11 - (weightedSum(digits, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
  return !digits.startsWith('9') && (rest === 0 ? 1 : rest % 10) === Number(digits.charAt(7));
}

function special(digits: string): boolean {
  if (!/^6\d{8}$/.test(digits)) return false;
  const rest = weightedSum(digits.slice(1), [8, 7, 6, 5, 4, 3, 2]) % 11;
  return 8 - ((10 - rest + 11) % 11) === Number(digits.charAt(8));
}
