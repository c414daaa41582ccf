import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Birth date as DDMMYY, century, serial, check digit modulus 11; since 2017 32 and nine digits that tell nothing. */
export default {
  id: 'lv.pk',
  version: 1,
  title: 'Latvian personal code (personas kods)',
  category: 'user.government_id.national_identification_number',
  countries: ['LV'],
  sources: [
    'https://www.pmlp.gov.lv/en/assigning-personal-identity-number',
    'https://lv.wikipedia.org/wiki/Personas_kods',
  ],
  shapes: [{ kind: 'digits', digits: [11], separators: '-', groups: [[6, 5]] }],
  check(value) {
    const digits = compact(value);
    const parts = /^(\d{2})(\d{2})(\d{2})(\d)\d{4}$/.exec(digits);
    if (parts === null) return invalid;
    if (((1 + weightedSum(digits, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10 !== Number(digits.charAt(10)))
      return invalid;
    const modern = parts[1]! >= '32' && parts[1]! <= '39';
    const century = [1800, 1900, 2000][Number(parts[4])];
    if (!modern && (century === undefined || !isDay(century + Number(parts[3]), Number(parts[2]), Number(parts[1]))))
      return invalid;
    return valid(digits, { distinctive: plain(value).includes('-') ? 1 : 0, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.009,
  labels: {
    en: [
      'personas kods',
      'latvian personal code',
      'personal code',
      'personal identity number',
      'personal identification code',
    ],
    lv: ['personas kods', 'personas koda', 'personas kodu', 'personas kodi', 'p.k.', 'pk', 'pers. kods', 'pers.kods'],
  },
  columns: ['personas_kods', 'pers_kods', 'pk', 'personal_code', 'personal_id', 'national_id'],
  negativeLabels: ['telefons', 'talrunis', 'tel', 'ean', 'konts'],
  deny: [{ value: '16117519997', reason: 'documentation: the usual sample' }],
  reach: 12,
  examples: {
    valid: ['111065-18822', '323444-70177', '07127916000', '240982-12420', '320468-29145'],
    invalid: ['211065-18822', '323442-70177', '111065-1882', '323444-701777', '07127916000Q', '11065-18822'],
  },
} satisfies Detector;
