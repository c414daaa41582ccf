import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/**
 * Each hospital numbers as it likes: six to twelve digits, or up to three letters before them. The label is the
 * proof.
 */
export default {
  id: 'us.mrn',
  version: 1,
  title: 'Medical record number',
  category: 'user.health_and_medical.record_id',
  countries: ['US'],
  sources: ['https://www.hhs.gov/hipaa/for-professionals/privacy/special-topics/de-identification/index.html'],
  shapes: [
    {
      kind: 'digits',
      digits: [6, 7, 8, 9, 10, 11, 12],
      separators: '-',
      groups: [
        [3, 3],
        [2, 2, 2],
        [2, 2, 3],
        [3, 2, 3],
        [3, 3, 3],
      ],
    },
    { kind: 'mask', mask: 'A999999*', max: 12 },
    { kind: 'mask', mask: 'AA999999*', max: 12 },
    { kind: 'mask', mask: 'AAA99999*', max: 12 },
  ],
  check(value) {
    const number = compact(value);
    if (!/^[A-Z]{0,3}\d{5,12}$/.test(number) || number.length < 6) return invalid;
    return valid(number, denyPlaceholder(number.replace(/\D/g, '')));
  },
  falseAccept: 1,

  labels: {
    en: [
      'mrn',
      'mrns',
      'mrn number',
      'medical record',
      'medical record number',
      'medical record no',
      'medical record id',
      'med rec no',
      'patient id',
      'patient number',
      'patient no',
      'chart number',
      'hospital number',
      'patient identifier',
    ],
    es: ['numero de historia clinica', 'historia clinica', 'expediente medico'],
  },
  columns: [
    'mrn',
    'mrn_number',
    'medical_record',
    'medical_record_number',
    'medical_record_no',
    'patient_id',
    'patient_number',
    'patient_no',
    'chart_number',
    'patient_mrn',
  ],

  negativeLabels: ['phone', 'fax', 'tel', 'ssn', 'npi'],
  needs: 'label',

  reach: 14,
  examples: {
    valid: ['4959230', 'FE1778012', 'W83232452', '07-57-59'],
    invalid: ['12345', 'ABCD123456', '1234567890123'],
  },
} satisfies Detector;
