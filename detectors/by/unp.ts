import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine characters, the last a check digit modulus 11; those of persons begin with two letters. */
export default {
  id: 'by.unp',
  version: 1,
  title: 'Belarusian payer number (UNP)',
  category: 'user.government_id',
  countries: ['BY'],
  sources: [
    'https://www.nalog.gov.by/',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/belarus-tin.pdf',
  ],
  shapes: [
    { kind: 'digits', digits: [9] },
    { kind: 'mask', mask: 'AA9999999' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^(?:[1-7]\d{8}|[ABCEHKM][ABCEHKMOPT]\d{7})$/.test(number)) return invalid;
    const second = 'ABCEHKMOPT'.indexOf(number.charAt(1));
    const places = second < 0 ? number : `${number.charAt(0)}${second}${number.slice(2)}`;
    const sum = Array.from(places.slice(0, 8)).reduce(
      (total, place, i) => total + Number.parseInt(place, 36) * [29, 23, 19, 17, 13, 7, 5, 3][i]!,
      0,
    );
    return sum % 11 === Number(number.charAt(8)) ? valid(number, denyPlaceholder(number)) : invalid;
  },
  falseAccept: 0.074,
  labels: {
    en: ['unp', 'belarusian tax number', 'tax number', 'payer number'],
    be: ['унп', 'unp', 'unn', 'унн', 'уліковы нумар плацельшчыка'],
    ru: ['унп', 'унн', 'учетный номер плательщика', 'учётный номер плательщика'],
  },
  columns: ['unp', 'unn', 'unp_number', 'tax_number'],
  negativeLabels: ['телефон', 'тел', 'phone', 'tel'],
  deny: [],
  reach: 9,
  examples: {
    valid: ['104605480', 'CH2605186', '113181989', 'HA9255182', '156845909'],
    invalid: ['104600480', 'CH2705186', '10460548', 'CH26051867', '113181989Q', '04605480'],
  },
} satisfies Detector;
