import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** One or two letters and seven digits. */
export default {
  id: 'sk.passport',
  version: 1,
  title: 'Slovak passport number',
  category: 'user.government_id.passport_number',
  countries: ['SK'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'mask', mask: 'AA9999999', separators: ' ' },
    { kind: 'mask', mask: 'A9999999', separators: ' ' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{1,2}\d{7}$/.test(number) && /^[a-z]{1,2} ?\d{7}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['slovak passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    sk: ['cestovny pas', 'cestovneho pasu', 'cislo pasu', 'c. pasu', 'cislo cestovneho pasu', 'pas'],
  },
  columns: ['cestovny_pas', 'cislo_pasu', 'pas', 'passport', 'passport_number', 'passport_no'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['BH7814585', 'P1775166', 'BT3229518', 'P8674496', 'BJ6508929'],
    invalid: ['BH781458', 'P17751667', 'BT3229518Q', 'BT322951812', 'P1775166ZZ'],
  },
} satisfies Detector;
