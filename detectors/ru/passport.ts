import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Series of four digits (region and year) and six digits. */
export default {
  id: 'ru.passport',
  version: 1,
  title: 'Russian inland passport number',
  category: 'user.government_id.passport_number',
  countries: ['RU'],
  sources: [
    'https://xn--b1aew.xn--p1ai/',
    'https://ru.wikipedia.org/wiki/%D0%9F%D0%B0%D1%81%D0%BF%D0%BE%D1%80%D1%82_%D0%B3%D1%80%D0%B0%D0%B6%D0%B4%D0%B0%D0%BD%D0%B8%D0%BD%D0%B0_%D0%A0%D0%BE%D1%81%D1%81%D0%B8%D0%B9%D1%81%D0%BA%D0%BE%D0%B9_%D0%A4%D0%B5%D0%B4%D0%B5%D1%80%D0%B0%D1%86%D0%B8%D0%B8',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [10],
      separators: ' -',
      groups: [
        [4, 6],
        [2, 2, 6],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^(?!00)\d{2}(?:0\d|[1-3]\d|9[7-9])\d{6}$/.test(digits)
      ? valid(digits, { distinctive: plain(value).includes(' ') ? 0.5 : 0, ...denyPlaceholder(digits) })
      : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['russian passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    ru: [
      'паспорт',
      'паспорта',
      'паспорт рф',
      'паспорт серия',
      'серия и номер паспорта',
      'номер паспорта',
      'паспортные данные',
      'серия',
      'серия и номер',
    ],
  },
  columns: [
    'pasport',
    'passport_series',
    'seriya_nomer',
    'nomer_pasporta',
    'passport',
    'passport_number',
    'passport_no',
  ],
  negativeLabels: ['телефон', 'тел', 'phone', 'tel', 'инн'],
  needs: 'label',
  deny: [],
  reach: 12,
  examples: {
    valid: ['32 00 450628', '1314 976364', '3312586774', '44 12 743592', '1504 971897'],
    invalid: ['32 80 450628', '1394 976364', '0012345678', '4550123456', '32 00 45062', '1314 9763647'],
  },
} satisfies Detector;
