import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits, the last a check digit modulus 11 with weights 1 … 8, or 3 … 10 where that leaves ten; ten digits for natural persons (their EGN or LNCh). */
export default {
  id: 'bg.vat',
  version: 1,
  title: 'Bulgarian company and VAT number (EIK, BULSTAT)',
  category: 'user.government_id',
  countries: ['BG'],
  sources: ['https://portal.registryagency.bg/', 'https://ec.europa.eu/taxation_customs/vies/'],
  shapes: [
    { kind: 'mask', mask: 'AA999999999', separators: ' -.' },
    { kind: 'mask', mask: 'AA9999999999', separators: ' -.' },
    { kind: 'digits', digits: [9], separators: ' ', groups: [[3, 3, 3]] },
  ],
  check(value) {
    const parts = /^(BG)?(\d{9,10})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    if (!(digits.length === 9 ? ofCompany(digits) : parts[1] !== undefined && ofPerson(digits))) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'context' } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.1,
  labels: {
    en: [
      'bulstat',
      'eik',
      'bulgarian vat number',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    bg: [
      'еик',
      'булстат',
      'еик/булстат',
      'ддс',
      'ддс номер',
      'ддс №',
      'идентификационен номер по ддс',
      'ин по ддс',
      'зддс',
    ],
  },
  columns: ['eik', 'bulstat', 'dds', 'dds_nomer', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  negativeLabels: ['телефон', 'тел', 'phone', 'tel'],
  deny: [],
  reach: 12,
  examples: {
    valid: ['BG534370189', '563005275', 'BG 531595540', 'BG905969873', '927773172'],
    invalid: ['BG534370389', '563025275', 'RO123456789', 'BG53437018', '5630052757', 'BG 531595540Q'],
  },
} satisfies Detector;

function ofCompany(digits: string): boolean {
  const first = weightedSum(digits, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  const check = first < 10 ? first : (weightedSum(digits, [3, 4, 5, 6, 7, 8, 9, 10]) % 11) % 10;
  return check === Number(digits.charAt(8)) && !/^0{8}/.test(digits);
}

/** EGN, the number of a foreigner, or that of other bodies: each has its weights. */
function ofPerson(digits: string): boolean {
  const last = Number(digits.charAt(9));
  if ((weightedSum(digits, [2, 4, 8, 5, 10, 9, 7, 3, 6]) % 11) % 10 === last) return true;
  if (weightedSum(digits, [21, 19, 17, 13, 11, 9, 7, 3, 1]) % 10 === last) return true;
  return (11 - (weightedSum(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === last;
}
