import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Ten digits (3-2-5), the last a check. A sole trader's says who the person is. */
export default {
  id: 'kr.brn',
  version: 1,
  title: 'Korean business registration number',
  category: 'user.unique_id',
  countries: ['KR'],
  sources: ['https://www.nts.go.kr/english/main.do', 'https://teht.hometax.go.kr/'],
  shapes: [{ kind: 'digits', digits: [10], separators: '- ', groups: [[3, 2, 5]] }],
  check(value) {
    const digits = compact(value);
    if (!/^[1-9]\d\d(?!00)\d\d(?!0000)\d{5}$/.test(digits)) return invalid;
    const sum = weightedSum(digits, [1, 3, 7, 1, 3, 7, 1, 3, 5]) + Math.floor((Number(digits[8]) * 5) / 10);
    return (10 - (sum % 10)) % 10 === Number(digits[9]) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.089,

  labels: {
    en: ['brn', 'brn number', 'business registration number', 'korean brn', 'business registration no'],
    ko: ['사업자등록번호', '사업자번호', '사업자 등록 번호', '사업자'],
  },
  columns: ['brn', 'brn_number', 'business_registration_number', 'business_registration_no', 'saeopja_number'],

  negativeLabels: ['phone', 'fax'],
  needs: 'context',

  reach: 12,
  examples: {
    valid: ['218-80-14499', '2568941365', '134-15-24935'],
    invalid: ['218-80-14490', '2568941366', '110-81-41275', '001-23-45678', '110814127'],
  },
} satisfies Detector;
