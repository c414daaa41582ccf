import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits from 8 or 9, the last a check digit modulus 11; NO before it or MVA behind it as a VAT number. Sole traders have one. */
export default {
  id: 'no.orgnr',
  version: 1,
  title: 'Norwegian organisation and VAT number',
  category: 'user.government_id',
  countries: ['NO'],
  sources: [
    'https://www.brreg.no/en/about-us-2/our-registers/about-the-central-coordinating-register-for-legal-entities-ccr/about-the-organisation-number/',
    'https://no.wikipedia.org/wiki/Organisasjonsnummer',
  ],
  shapes: [
    { kind: 'digits', digits: [9], separators: ' ', groups: [[3, 3, 3]] },
    { kind: 'mask', mask: 'AA999999999', separators: ' ' },
    { kind: 'mask', mask: '999999999AAA', separators: ' ' },
    { kind: 'mask', mask: 'AA999999999AAA', separators: ' ' },
  ],
  check(value) {
    const parts = /^(NO)?([89]\d{8})(MVA)?$/.exec(compact(value));
    if (parts === null || weightedSum(parts[2]!, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 !== 0) return invalid;
    return valid(parts[2]!, {
      distinctive: parts[1] !== undefined || parts[3] !== undefined ? 1 : 0,
      ...denyPlaceholder(parts[2]!),
    });
  },
  falseAccept: 0.018,
  labels: {
    en: [
      'organisation number',
      'norwegian organisation number',
      'org no',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    no: [
      'organisasjonsnummer',
      'organisasjonsnr',
      'org nr',
      'org.nr',
      'org.nr.',
      'orgnr',
      'org.nummer',
      'foretaksnummer',
      'mva',
      'mva nr',
      'mva-nummer',
      'mva-nr',
      'foretaksregisteret',
    ],
  },
  columns: [
    'organisasjonsnummer',
    'orgnr',
    'org_nr',
    'org_no',
    'organisation_number',
    'mva_nummer',
    'vat',
    'vat_no',
    'vat_number',
    'vat_id',
  ],
  negativeLabels: ['telefon', 'tlf', 'mobil'],
  deny: [{ value: '988077917', reason: 'documentation: the usual sample' }],
  reach: 18,
  examples: {
    valid: ['976279514', '978 735 916', 'NO 989 239 686 MVA', '983318312', '939 883 711'],
    invalid: ['972279514', '978 735 936', 'SE988077917', '788077917', '98807791'],
  },
} satisfies Detector;
