import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Nine digits. */
export default {
  id: 'bg.passport',
  version: 1,
  title: 'Bulgarian passport number',
  category: 'user.government_id.passport_number',
  countries: ['BG'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [
    { kind: 'mask', mask: 'AA9999999', separators: ' ' },
    { kind: 'digits', digits: [9] },
  ],
  check(value) {
    const number = compact(value);
    return /^(?:\d{9}|[A-Z]{2}\d{7})$/.test(number) && /^(?:\d{9}|[a-z]{2} ?\d{7})$/i.test(plain(value))
      ? valid(number)
      : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['bulgarian passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    bg: [
      'паспорт',
      'pasport',
      'nomer pasport',
      'паспорта',
      'номер на паспорт',
      '№ на паспорт',
      'задграничен паспорт',
      'паспорт №',
    ],
  },
  columns: ['pasport', 'nomer_pasport', 'zadgranichen_pasport', 'passport', 'passport_number', 'passport_no'],
  negativeLabels: ['телефон', 'тел', 'phone', 'tel'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['346860407', 'AA5020980', '398392537', 'AA6679854', '302776867'],
    invalid: ['34686040', 'AA50209807', '398392537Q', '46860407', '39839253712', 'AA5020980ZZ'],
  },
} satisfies Detector;
