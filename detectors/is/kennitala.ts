import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Birth date as DDMMYY (40 added to the day for companies), two digits, a check digit modulus 11, the century (8, 9 or 0). */
export default {
  id: 'is.kennitala',
  version: 1,
  title: 'Icelandic identity number (kennitala)',
  category: 'user.government_id.national_identification_number',
  countries: ['IS'],
  sources: [
    'https://www.skra.is/english/individuals/me-and-my-family/my-registration/id-numbers/',
    'https://is.wikipedia.org/wiki/Kennitala',
  ],
  shapes: [{ kind: 'digits', digits: [10], separators: '- ', groups: [[6, 4]] }],
  check(value) {
    const digits = compact(value);
    const parts = /^(\d{2})(\d{2})(\d{2})\d{3}([089])$/.exec(digits);
    if (parts === null || weightedSum(digits, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 !== 0) return invalid;
    const century = parts[4] === '0' ? 2000 : parts[4] === '9' ? 1900 : 1800;
    if (!isDay(century + Number(parts[3]), Number(parts[2]), Number(parts[1]) % 40) || Number(parts[1]) > 71)
      return invalid;
    return valid(digits, { distinctive: plain(value).includes('-') ? 0.5 : 0, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.0021,
  labels: {
    en: ['kennitala', 'icelandic id number', 'national id number', 'identity number'],
    is: ['kennitala', 'kennitolu', 'kennitalu', 'kennitalan', 'kennitolur', 'kt.', 'kt', 'kennitölu', 'kennitöluna'],
  },
  columns: ['kennitala', 'kt', 'kennitalur', 'national_id', 'id_number'],
  negativeLabels: ['simi', 'reikningur', 'phone', 'tel'],
  deny: [{ value: '1201743399', reason: 'documentation: the usual sample' }],
  reach: 11,
  examples: {
    valid: ['261191-2379', '1402031069', '020668-9389', '2506658739', '100579-4219'],
    invalid: ['261191-2373', '1402031369', '261191-237', '14020310697', '020668-9389Q', '61191-2379'],
  },
} satisfies Detector;
