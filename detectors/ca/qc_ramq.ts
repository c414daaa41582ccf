import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/**
 * Three letters of the surname, one of the first name, the birth date (month plus 50 for women), and two digits.
 */
export default {
  id: 'ca.qc_ramq',
  version: 1,
  title: 'Quebec health insurance number (RAMQ)',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['CA'],
  sources: [
    'https://www.ramq.gouv.qc.ca/en/citizens/health-insurance',
    'https://www.ramq.gouv.qc.ca/fr/citoyens/assurance-maladie/comprendre-numero-assurance-maladie',
  ],
  shapes: [{ kind: 'mask', mask: 'AAAA99999999', separators: ' -' }],
  check(value) {
    const number = compact(value);
    if (!/^[A-Z]{4}\d{8}$/.test(number)) return invalid;
    const [year, month, day] = [4, 6, 8].map((at) => Number(number.slice(at, at + 2))) as [number, number, number];
    if (!isDayOfSomeCentury(year, month > 50 ? month - 50 : month, day)) return invalid;
    const form = /^.{4}([ -]?).{4}\1.{4}$/.exec(plain(value));
    if (form === null) return invalid;
    return valid(number, { distinctive: form[1] === '' ? 0.3 : 1, ...denyPlaceholder(number.slice(4)) });
  },
  falseAccept: 0.073,

  labels: {
    en: [
      'ramq',
      'ramq number',
      'ramq no',
      'quebec health insurance number',
      'health insurance number',
      'medicare card',
      'health card',
      'nam',
    ],
    fr: [
      'ramq',
      'nam',
      'numero d assurance maladie',
      'no d assurance maladie',
      'assurance maladie',
      'carte d assurance maladie',
      'carte soleil',
      'numero ramq',
    ],
  },
  columns: ['ramq', 'ramq_number', 'nam', 'numero_assurance_maladie', 'no_assurance_maladie', 'quebec_health_number'],

  reach: 14,
  examples: {
    valid: ['PRUB 6801 1708', 'ZBWU 8312 0740', 'DENK74010379', 'RKAS-8011-0346'],
    invalid: ['TREM 8513 1211', 'TREM 8599 1211', 'TREM 8562', 'TRE 85621211'],
  },
} satisfies Detector;
