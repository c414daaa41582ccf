import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Thirteen digits from 756, the last a check digit as of EAN-13. */
export default {
  id: 'ch.ahv',
  version: 1,
  title: 'Swiss social security number (AHV)',
  category: 'user.government_id.national_identification_number',
  countries: ['CH'],
  sources: [
    'https://www.zas.admin.ch/zas/en/home/partenaires-et-institutions-/navs13.html',
    'https://www.bsv.admin.ch/bsv/de/home/sozialversicherungen/ahv/grundlagen-gesetze/ahv-nummer.html',
  ],
  shapes: [{ kind: 'digits', digits: [13], separators: '. -', groups: [[3, 4, 4, 2]] }],
  check(value) {
    const digits = compact(value);
    if (!/^756\d{10}$/.test(digits)) return invalid;
    return weightedSum(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0 ? valid(digits) : invalid;
  },
  falseAccept: 0.0001,
  labels: {
    en: [
      'ahv',
      'ahv number',
      'avs number',
      'oasi number',
      'swiss social security number',
      'social security number',
      'social insurance number',
    ],
    de: [
      'ahv',
      'ahv-nummer',
      'ahv-nummern',
      'ahv-nr',
      'ahv-nr.',
      'ahv nr',
      'ahvn13',
      'ahvn',
      'ahvnr',
      'ahv-versichertennummer',
      'sozialversicherungsnummer',
      'versichertennummer',
      'sv-nummer',
      'navs13',
    ],
    fr: ['avs', 'numero avs', 'n° avs', 'no avs', 'navs', 'navs13', 'numero d assure', 'numero de securite sociale'],
    it: ['avs', 'numero avs', 'n. avs', 'navs13', 'numero d assicurato'],
  },
  columns: [
    'ahv',
    'ahv_nummer',
    'ahv_nr',
    'ahvnr',
    'ahvn13',
    'avs',
    'no_avs',
    'numero_avs',
    'navs13',
    'social_security_number',
  ],
  negativeLabels: ['ean', 'gtin', 'isbn'],
  deny: [{ value: '7569217076985', reason: 'documentation: the usual sample' }],
  reach: 16,
  examples: {
    valid: ['756.6758.3975.31', '7566055759971', '756.3564.4569.95', '7565328102414', '756.5200.0360.04'],
    invalid: [
      '756.6758.3975.35',
      '7566355759971',
      '757.1234.5678.97',
      '756.6758.3975.3',
      '75660557599717',
      '756.3564.4569.95Q',
    ],
  },
} satisfies Detector;
