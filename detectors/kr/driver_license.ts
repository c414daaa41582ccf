import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Region (11 to 28), year, six digits, and two for a check whose rule is not published. */
export default {
  id: 'kr.driver_license',
  version: 1,
  title: 'Korean driving licence',
  category: 'user.government_id.drivers_license_number',
  countries: ['KR'],
  sources: ['https://www.safedriving.or.kr/', 'https://www.law.go.kr/LSW/eng/engMain.do'],
  shapes: [{ kind: 'digits', digits: [12], separators: '- ', groups: [[2, 2, 6, 2]] }],
  check(value) {
    const digits = compact(value);
    if (!/^(?:1[1-9]|2[0-8])\d{10}$/.test(digits)) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.18,

  labels: {
    en: [
      'driver license',
      'driver s license',
      'drivers license',
      'driving licence',
      'driver license number',
      'drivers license number',
      'license',
      'license number',
      'korean driver license',
    ],
    ko: ['운전면허', '운전면허번호', '운전면허증', '면허번호', '운전 면허 번호'],
  },
  columns: ['driver_license', 'drivers_license', 'driver_license_number', 'license_number', 'unjeon_myeonheo'],

  negativeLabels: ['software', 'product'],
  needs: 'context',

  reach: 15,
  examples: {
    valid: ['11-24-250987-90', '160850969994', '21 17 317837 36'],
    invalid: ['99-22-123456-12', '11-22-12345-12', '112212345'],
  },
} satisfies Detector;
