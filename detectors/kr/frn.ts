import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, unknown, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/**
 * As the number of residents, with 5 to 8 for sex and century, and two added to the check. Since October 2020 there
 * is no check.
 */
export default {
  id: 'kr.frn',
  version: 1,
  title: 'Korean foreigner registration number',
  category: 'user.government_id.national_identification_number',
  countries: ['KR'],
  sources: ['https://www.hikorea.go.kr/', 'https://en.wikipedia.org/wiki/Resident_registration_number'],
  shapes: [{ kind: 'digits', digits: [13], separators: '-', groups: [[6, 7]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{6}[5-8]\d{6}$/.test(digits)) return invalid;
    const century = Number(digits[6]) < 7 ? 1900 : 2000;
    if (!isDay(century + Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4, 6))))
      return invalid;
    const formed = plain(value).includes('-');
    const sum = weightedSum(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    if ((13 - (sum % 11)) % 10 === Number(digits[12])) return valid(digits, { distinctive: formed ? 0.7 : 0 });
    return unknown(digits, formed ? { distinctive: 1 } : { distinctive: 0.7, needs: 'context' });
  },
  falseAccept: 0.0014,

  labels: {
    en: [
      'frn',
      'frn number',
      'foreigner registration number',
      'foreign registration number',
      'alien registration number',
      'arc number',
      'korean frn',
    ],
    ko: ['외국인등록번호', '외국인번호', '외국인 등록 번호'],
  },
  columns: ['frn', 'frn_number', 'foreigner_registration_number', 'alien_registration_number', 'arc_number'],

  negativeLabels: ['rrn', 'timestamp'],

  reach: 14,
  examples: {
    valid: ['720517-5126130', '920309-5513921', '1901088884140'],
    invalid: ['001332-5234567', '960303-0021413', '760413-1212134'],
  },
} satisfies Detector;
