import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits and two check digits: the sum with weights 9 … 1 modulus 101, 100 as 00. */
export default {
  id: 'ru.snils',
  version: 1,
  title: 'Russian social insurance number (SNILS)',
  category: 'user.government_id.national_identification_number',
  countries: ['RU'],
  sources: ['https://sfr.gov.ru/', 'https://ru.wikipedia.org/wiki/%D0%A1%D0%9D%D0%98%D0%9B%D0%A1'],
  shapes: [{ kind: 'digits', digits: [11], separators: '- ', groups: [[3, 3, 3, 2]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{11}$/.test(digits) || digits.startsWith('000')) return invalid;
    return (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 101) % 100 === Number(digits.slice(9))
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.0097,
  labels: {
    en: ['snils', 'russian social insurance number', 'insurance number', 'pension insurance number'],
    ru: [
      'снилс',
      'снилса',
      'номер снилс',
      'страховой номер',
      'страховой номер индивидуального лицевого счета',
      'страхового номера',
    ],
  },
  columns: ['snils', 'snils_number', 'nomer_snils', 'insurance_number'],
  deny: [{ value: '11223344595', reason: 'documentation: the usual sample' }],
  reach: 14,
  examples: {
    valid: ['128-095-299 78', '13103858825', '024-605-523 21', '06548356792', '064-378-269 87'],
    invalid: ['528-095-299 78', '13103858525', '128-095-299 7', '131038588257', '024-605-523 21Q', '28-095-299 78'],
  },
} satisfies Detector;
