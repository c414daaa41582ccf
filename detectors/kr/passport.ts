import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** A letter for the kind (M, S, R, O, D, G) and eight digits; since December 2021 the fifth figure is a letter. */
export default {
  id: 'kr.passport',
  version: 1,
  title: 'Korean passport number',
  category: 'user.government_id.passport_number',
  countries: ['KR'],
  sources: ['https://www.passport.go.kr/home/eng/index.do', 'https://en.wikipedia.org/wiki/South_Korean_passport'],
  shapes: [
    { kind: 'mask', mask: 'A999A9999' },
    { kind: 'mask', mask: 'A99999999' },
  ],
  check(value) {
    const number = compact(value);
    const match = /^[MSRODG]\d{3}([A-Z]?)\d{4,5}$/.exec(number);
    if (match === null || number.length !== 9) return invalid;
    return valid(number, { distinctive: match[1] === '' ? 0 : 0.7, ...denyPlaceholder(number.replace(/\D/g, '')) });
  },
  falseAccept: 0.23,

  labels: {
    en: [
      'passport',
      'passport number',
      'passport no',
      'korean passport',
      'passport nr',
      'travel document',
      'travel document number',
    ],
    ko: ['여권', '여권번호', '여권 번호', '대한민국 여권'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'korean_passport', 'travel_document_number'],

  negativeLabels: ['part', 'model', 'sku'],

  reach: 9,
  examples: {
    valid: ['M368B8338', 'M526W3871', 'M14643320', 'S127T4894'],
    invalid: ['A123B4567', 'M12A45678', 'M1234567'],
  },
} satisfies Detector;
