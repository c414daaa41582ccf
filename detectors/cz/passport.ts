import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Eight digits; there is no published check. */
export default {
  id: 'cz.passport',
  version: 1,
  title: 'Czech passport number',
  category: 'user.government_id.passport_number',
  countries: ['CZ'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
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
    const digits = compact(value);
    return /^\d{8}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['czech passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    cs: [
      'cestovni pas',
      'cestovniho pasu',
      'cislo pasu',
      'c. pasu',
      'cislo cestovniho pasu',
      'cislo cestovniho dokladu',
      'pas c.',
      'pas',
    ],
  },
  columns: ['cestovni_pas', 'cislo_pasu', 'cislo_cestovniho_pasu', 'pas', 'passport', 'passport_number', 'passport_no'],
  negativeLabels: ['telefon', 'tel', 'mobil'],
  needs: 'label',
  deny: [],
  reach: 8,
  examples: {
    valid: ['14497342', '88528153', '40041057', '46373966', '34420855'],
    invalid: ['1449734', '885281537', '40041057Q', '4497342', '4004105712', '88528153ZZ'],
  },
} satisfies Detector;
