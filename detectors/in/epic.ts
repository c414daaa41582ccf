import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, unknown, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Three letters and seven digits, of which the last is a Luhn check on newer cards. Older ones have none. */
export default {
  id: 'in.epic',
  version: 1,
  title: 'Indian voter card (EPIC)',
  category: 'user.government_id.national_identification_number',
  countries: ['IN'],
  sources: ['https://www.eci.gov.in/', 'https://en.wikipedia.org/wiki/Voter_ID_(India)'],
  shapes: [{ kind: 'mask', mask: 'AAA9999999' }],
  check(value) {
    const number = compact(value);
    if (!/^[A-Z]{3}\d{7}$/.test(number)) return invalid;
    const digits = number.slice(3);
    return luhn(digits)
      ? valid(number, denyPlaceholder(digits))
      : unknown(number, { distinctive: 0.7, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.099,

  labels: {
    en: [
      'epic',
      'epic number',
      'epic no',
      'voter',
      'voter id',
      'voter id number',
      'voter card',
      'voter number',
      'elector photo identity card',
      'election card',
    ],
    hi: ['मतदाता पहचान पत्र', 'वोटर आईडी', 'मतदाता पहचान संख्या'],
  },
  columns: ['epic', 'epic_number', 'epic_no', 'voter_id', 'voter_id_number', 'voter_card'],

  negativeLabels: ['part', 'model', 'sku', 'container'],

  reach: 10,
  examples: { valid: ['ZWM7167034', 'FMN9587072', 'FEE0317453'], invalid: ['WKH118625', 'WK1186253', 'WKHA186253'] },
} satisfies Detector;
