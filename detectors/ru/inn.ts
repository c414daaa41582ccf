import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Twelve digits for persons with two check digits modulus 11, ten for companies with one. */
export default {
  id: 'ru.inn',
  version: 1,
  title: 'Russian taxpayer number (INN)',
  category: 'user.government_id.national_identification_number',
  countries: ['RU'],
  sources: [
    'https://www.nalog.gov.ru/rn77/fl/interest/inn/',
    'https://ru.wikipedia.org/wiki/%D0%98%D0%B4%D0%B5%D0%BD%D1%82%D0%B8%D1%84%D0%B8%D0%BA%D0%B0%D1%86%D0%B8%D0%BE%D0%BD%D0%BD%D1%8B%D0%B9_%D0%BD%D0%BE%D0%BC%D0%B5%D1%80_%D0%BD%D0%B0%D0%BB%D0%BE%D0%B3%D0%BE%D0%BF%D0%BB%D0%B0%D1%82%D0%B5%D0%BB%D1%8C%D1%89%D0%B8%D0%BA%D0%B0',
  ],
  shapes: [{ kind: 'digits', digits: [10, 12] }],
  check(value) {
    const digits = compact(value);
    if (!/^(?:\d{10}|\d{12})$/.test(digits) || /^0+$/.test(digits)) return invalid;
    const at = (place: number, weights: readonly number[]) =>
      (weightedSum(digits, weights) % 11) % 10 === Number(digits.charAt(place));
    if (digits.length === 10)
      return at(9, [2, 4, 10, 3, 5, 9, 4, 6, 8])
        ? valid(digits, { falseAccept: 0.1, needs: 'label', ...denyPlaceholder(digits) })
        : invalid;
    const fits = at(10, [7, 2, 4, 10, 3, 5, 9, 4, 6, 8]) && at(11, [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8]);
    return fits ? valid(digits, { falseAccept: 0.0099, ...denyPlaceholder(digits) }) : invalid;
  },
  falseAccept: 0.055,
  labels: {
    en: ['inn', 'russian tax number', 'tax number', 'tax id', 'tin', 'taxpayer number'],
    ru: [
      'инн',
      'и.н.н.',
      'инн физического лица',
      'идентификационный номер налогоплательщика',
      'идентификационного номера налогоплательщика',
      'инн/кпп',
    ],
  },
  columns: ['inn', 'inn_number', 'tax_number', 'tax_id', 'tin'],
  negativeLabels: ['телефон', 'тел', 'кпп', 'огрн', 'phone', 'tel'],
  needs: 'context',
  deny: [
    { value: '500100732259', reason: 'documentation: the usual sample' },
    { value: '7707083893', reason: 'documentation: the usual sample' },
  ],
  reach: 12,
  examples: {
    valid: ['453065275298', '6706047097', '348700055518', '1752994978', '537980861956'],
    invalid: ['453065270298', '6776047097', '45306527529', '67060470977', '348700055518Q', '53065275298'],
  },
} satisfies Detector;
