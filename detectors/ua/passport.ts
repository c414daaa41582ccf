import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denyPlaceholder } from '../lib/text.ts';

/** Two letters and six digits, the letters Cyrillic in the inland passport; nine digits of the identity card. */
export default {
  id: 'ua.passport',
  version: 1,
  title: 'Ukrainian passport or identity card number',
  category: 'user.government_id.passport_number',
  countries: ['UA'],
  sources: ['https://dmsu.gov.ua/', 'https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'AA999999', separators: ' ' }, { kind: 'digits', digits: [9] }, { kind: 'labelled' }],
  check(value) {
    const parts = /^(?:(\p{Lu}{2}|\p{Ll}{2})[ №-]{0,3}(\d{6})|(\d{9}))(?![\p{L}\d])/u.exec(value);
    if (parts === null) return invalid;
    const letters = Array.from((parts[1] ?? '').toUpperCase(), (letter) => latin.get(letter) ?? letter).join('');
    return valid(letters + (parts[2] ?? parts[3]!), {
      length: parts[0].length,
      // Nine digits alone are any country's.
      // Cyrillic letters are nobody else's; for Latin ones and for digits, many countries number alike.
      distinctive: /\p{Script=Cyrillic}/u.test(parts[1] ?? '') ? 0.3 : -0.1,
      ...denyPlaceholder(parts[2] ?? parts[3]!),
    });
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['ukrainian passport', 'passport', 'passport no', 'passport number', 'travel document number', 'id card'],
    uk: [
      'паспорт',
      'pasport',
      'nomer pasporta',
      'паспорта',
      'паспорт серія',
      'серія та номер паспорта',
      'номер паспорта',
      'паспортні дані',
      'id-картка',
      'закордонний паспорт',
      'серія',
    ],
  },
  columns: ['pasport', 'nomer_pasporta', 'seriya_pasporta', 'passport', 'passport_number', 'passport_no'],
  negativeLabels: ['телефон', 'phone', 'tel'],
  needs: 'label',
  deny: [],
  reach: 14,
  examples: {
    valid: ['AA587709', 'FX353763', '015670663', 'AA327459', 'FN154268'],
    invalid: ['A1234567', '12345678', 'AA58770', 'FX3537637', '015670663Q', 'A587709'],
  },
} satisfies Detector;

/** Cyrillic capitals by the Latin ones that look like them: people write either. */
const latin = new Map(Array.from('АВЕІКМНОРСТХ', (letter, i) => [letter, 'ABEIKMHOPCTX'.charAt(i)]));
