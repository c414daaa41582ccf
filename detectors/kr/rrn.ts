import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, unknown, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/**
 * Birth date, sex and century (1 to 4), place and order, and a check of modulus 11. Given out since October 2020,
 * the last six digits are random and check nothing.
 */
export default {
  id: 'kr.rrn',
  version: 1,
  title: 'Korean resident registration number',
  category: 'user.government_id.national_identification_number',
  countries: ['KR'],
  sources: ['https://www.law.go.kr/LSW/eng/engMain.do', 'https://en.wikipedia.org/wiki/Resident_registration_number'],
  shapes: [{ kind: 'digits', digits: [13], separators: '-', groups: [[6, 7]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{6}[1-4]\d{6}$/.test(digits)) return invalid;
    const century = Number(digits[6]) < 3 ? 1900 : 2000;
    if (!isDay(century + Number(digits.slice(0, 2)), Number(digits.slice(2, 4)), Number(digits.slice(4, 6))))
      return invalid;
    const formed = plain(value).includes('-');
    const sum = weightedSum(digits, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    // Places lie between 00 and 96.
    if ((11 - (sum % 11)) % 10 === Number(digits[12]) && digits.slice(7, 9) < '97')
      return valid(digits, { distinctive: formed ? 0.7 : 0 });
    return unknown(digits, formed ? { distinctive: 1 } : { distinctive: 0.7, needs: 'context' });
  },
  falseAccept: 0.0014,

  labels: {
    en: [
      'rrn',
      'rrns',
      'rrn number',
      'resident registration number',
      'korean rrn',
      'resident number',
      'korean resident registration number',
    ],
    ko: ['주민등록번호', '주민번호', '주민등록', '주민 등록 번호'],
  },
  columns: ['rrn', 'rrn_number', 'resident_registration_number', 'resident_number', 'jumin_number', 'juminbeonho'],

  negativeLabels: ['frn', 'timestamp'],

  reach: 14,
  examples: {
    valid: ['820611-2417371', '910103-1488108', '1410243957901', '8312182241765'],
    invalid: ['001332-1234567', '960303-0021413', '760413-5212134'],
  },
} satisfies Detector;
