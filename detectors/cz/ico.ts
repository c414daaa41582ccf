import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eight digits, the last a check digit modulus 11. Sole traders have one. */
export default {
  id: 'cz.ico',
  version: 1,
  title: 'Czech and Slovak company number (IČO)',
  category: 'user.government_id',
  countries: ['CZ', 'SK'],
  sources: ['https://ares.gov.cz/', 'https://cs.wikipedia.org/wiki/Identifika%C4%8Dn%C3%AD_%C4%8D%C3%ADslo_osoby'],
  shapes: [
    {
      kind: 'digits',
      digits: [8],
      separators: ' ',
      groups: [
        [3, 2, 3],
        [2, 3, 3],
        [4, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{8}$/.test(digits) || /^0{6}/.test(digits)) return invalid;
    const rest = (11 - (weightedSum(digits, [8, 7, 6, 5, 4, 3, 2]) % 11)) % 11;
    return (rest === 0 ? 1 : rest % 10) === Number(digits.charAt(7)) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: ['ico', 'company id', 'czech company number', 'company registration number'],
    cs: ['ico', 'ic', 'ico:', 'identifikacni cislo', 'identifikacni cislo osoby'],
    sk: ['ico', 'identifikacne cislo organizacie'],
  },
  columns: ['ico', 'ico_number', 'ic', 'company_id'],
  negativeLabels: ['telefon', 'tel', 'mobil', 'dic'],
  needs: 'context',
  deny: [],
  reach: 10,
  examples: {
    valid: ['61987298', '358 62 424', '74831828', '234 25 075', '49006886'],
    invalid: ['01987298', '358 62 524', '6198729', '358 62 4247', '74831828Q', '1987298'],
  },
} satisfies Detector;
