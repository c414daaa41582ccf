import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/**
 * Of businesses eight digits, of companies a year and five, of others a year, two letters and four, and a check
 * letter.
 */
export default {
  id: 'sg.uen',
  version: 1,
  title: 'Singaporean entity number (UEN)',
  category: 'user.unique_id',
  countries: ['SG'],
  sources: [
    'https://www.uen.gov.sg/',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/singapore-tin.pdf',
  ],
  shapes: [
    { kind: 'mask', mask: '99999999A' },
    { kind: 'mask', mask: '999999999A' },
    { kind: 'mask', mask: 'A99AA9999A' },
  ],
  check(value) {
    const number = compact(value);
    const at = (letters: string, sum: number) => letters[sum % 11];
    if (/^\d{8}[A-Z]$/.test(number)) {
      return at('XMKECAWLJDB', weightedSum(number, [10, 4, 9, 3, 8, 2, 7, 1])) === number[8]
        ? valid(number, denyPlaceholder(number.slice(0, 8)))
        : invalid;
    }
    if (/^(?:1[89]|20)\d{7}[A-Z]$/.test(number)) {
      return at('ZKCMDNERGWH', weightedSum(number, [10, 8, 6, 4, 9, 7, 5, 3, 1])) === number[9]
        ? valid(number)
        : invalid;
    }
    const other = /^[RST]\d{2}([A-Z]{2})\d{4}[A-Z]$/.exec(number);
    if (other === null || !kinds.has(other[1]!)) return invalid;
    let sum = 0;
    for (let i = 0; i < 9; i++) sum += alphabet.indexOf(number[i]!) * [4, 3, 5, 3, 10, 2, 2, 5, 7][i]!;
    return alphabet[(((sum - 5) % 11) + 11) % 11] === number[9] ? valid(number, { distinctive: 1 }) : invalid;
  },
  falseAccept: 0.013,

  labels: {
    en: [
      'uen',
      'uen number',
      'uen no',
      'unique entity number',
      'company registration number',
      'business registration number',
    ],
    zh: ['公司注册号', '商业注册号', '机构编号'],
  },
  columns: ['uen', 'uen_number', 'uen_no', 'unique_entity_number', 'company_uen'],

  reach: 10,
  examples: { valid: ['52057162B', '201896970N', 'T08LL8847E'], invalid: ['00192200X', '201434292E', 'T16ZZ0037C'] },
} satisfies Detector;

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWX0123456789';

/** Kinds of entities, as the register abbreviates them. */
const kinds: ReadonlySet<string> = new Set(
  'CC CD CH CL CM CP CS CX DP FB FC FM FN GA GB GS HS LL LP MB MC MD MH MM MQ NB NR PA PB PF RF RP SM SS TC TU VH XL'.split(
    ' ',
  ),
);
