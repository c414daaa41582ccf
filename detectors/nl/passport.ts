import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** Two letters, six letters or digits, a digit; the letter O is not used. */
export default {
  id: 'nl.passport',
  version: 1,
  title: 'Dutch passport number',
  category: 'user.government_id.passport_number',
  countries: ['NL'],
  sources: ['https://www.rvig.nl/paspoort-en-identiteitskaart', 'https://nl.wikipedia.org/wiki/Nederlands_paspoort'],
  shapes: [{ kind: 'mask', mask: 'AAXXXXXX9' }],
  check(value) {
    const number = compact(value);
    return /^[A-NP-Z]{2}[A-NP-Z\d]{6}\d$/.test(number) ? valid(number) : invalid;
  },
  falseAccept: 0.7,
  distinctive: 0.3,
  labels: {
    en: ['dutch passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    nl: [
      'paspoort',
      'paspoortnummer',
      'paspoortnummers',
      'paspoort nr',
      'paspoortnr',
      'paspoort-nr',
      'documentnummer',
      'reisdocument',
      'reisdocumentnummer',
    ],
  },
  columns: [
    'paspoort',
    'paspoortnummer',
    'paspoort_nr',
    'documentnummer',
    'reisdocumentnummer',
    'passport',
    'passport_number',
    'passport_no',
  ],
  needs: 'label',
  deny: [
    { value: 'SPECI2014', reason: 'documentation: specimen of the passport' },
    { value: 'XR1001R58', reason: 'documentation: the usual sample' },
  ],
  reach: 9,
  examples: {
    valid: ['NS3F26Q60', 'SX00881C9', 'BM9F58Q88', 'BQ40585M7', 'NS3C44D30'],
    invalid: ['NO1234567', 'N12345678', 'NS3F26Q6', 'SX00881C97', 'BM9F58Q88Q', 'S3F26Q60'],
  },
} satisfies Detector;
