import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/**
 * Three letters (no I or O), four digits of which the last is a check of modulus 11; since 2022 two digits, a
 * letter and a check letter of modulus 23 (HISO 10046).
 */
export default {
  id: 'nz.nhi',
  version: 1,
  title: 'New Zealand national health index',
  category: 'user.health_and_medical.record_id',
  countries: ['NZ'],
  sources: [
    'https://www.tewhatuora.govt.nz/health-services-and-programmes/digital-health/national-health-index',
    'https://www.tewhatuora.govt.nz/publications/hiso-10046-consumer-health-identity-standard',
  ],
  shapes: [
    { kind: 'mask', mask: 'AAA9999' },
    { kind: 'mask', mask: 'AAA99AA' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^[A-HJ-NP-Z]{3}\d{2}(?:\d{2}|[A-HJ-NP-Z]{2})$/.test(number)) return invalid;
    let sum = 0;
    for (let i = 0; i < 6; i++) sum += (letters.indexOf(number[i]!) + 1 || Number(number[i])) * (7 - i);
    const isOld = /\d$/.test(number);
    const rest = sum % (isOld ? 11 : 23);
    if (isOld && (rest === 0 || (11 - rest) % 10 !== Number(number[6]))) return invalid;
    if (!isOld && letters[22 - rest] !== number[6]) return invalid;
    return valid(number, { ...(number.startsWith('ZZZ') ? { deny: 'test value: ZZZ is for tests' } : {}) });
  },
  falseAccept: 0.05,

  labels: {
    en: [
      'nhi',
      'nhi number',
      'nhi no',
      'national health index',
      'national health index number',
      'health number',
      'patient nhi',
    ],
  },
  columns: ['nhi', 'nhi_number', 'nhi_no', 'national_health_index', 'patient_nhi'],

  negativeLabels: ['model', 'part', 'sku', 'version', 'plate'],

  reach: 7,
  examples: {
    valid: ['BWT3019', 'MHZ6735', 'JDD6796', 'CUA31PA'],
    invalid: ['BWT3010', 'MHZ6736', 'JBX3657', 'JOX3656', 'JB3656'],
  },
} satisfies Detector;

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
