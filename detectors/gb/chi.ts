import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { mod11 } from '../lib/weights.ts';

/** Birth date in six digits, three more (the last but one digit odd for men), a check digit modulus 11. */
export default {
  id: 'gb.chi',
  version: 1,
  title: 'Scottish Community Health Index number (CHI)',
  category: 'user.health_and_medical.record_id',
  countries: ['GB'],
  sources: [
    'https://www.ndc.scot.nhs.uk/Data-Dictionary/SMR-Datasets//Patient-Identification-and-Demographic-Information/Community-Health-Index-Number/',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [10],
      separators: ' -',
      groups: [
        [6, 4],
        [3, 3, 4],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const date = /^(\d{2})(\d{2})(\d{2})\d{4}$/.exec(digits);
    if (date === null || !mod11(digits)) return invalid;
    if (!isDayOfSomeCentury(Number(date[3]), Number(date[2]), Number(date[1]))) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.0034,
  labels: {
    en: ['chi', 'chi number', 'chi numbers', 'chi no', 'community health index', 'community health index number'],
  },
  columns: ['chi', 'chi_number', 'chi_no', 'chinumber', 'community_health_index', 'patient_chi'],
  negativeLabels: ['phone', 'tel', 'mobile', 'fax'],
  deny: [],
  reach: 11,
  examples: {
    valid: ['1411879147', '070165 6808', '1402021860', '140384 6847', '0908488548'],
    invalid: ['1417879147', '070165 6898', '141187914', '070165 68087', '1402021860Q', '411879147'],
  },
} satisfies Detector;
