import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/**
 * Labeller, product and package of a medicine in ten digits (4-4-2, 5-3-2, 5-4-1) or eleven (5-4-2): beside a
 * person, what the person takes.
 */
export default {
  id: 'us.ndc',
  version: 1,
  title: 'US National Drug Code',
  category: 'user.health_and_medical',
  countries: ['US'],
  sources: ['https://www.fda.gov/drugs/drug-approvals-and-databases/national-drug-code-directory'],
  shapes: [
    {
      kind: 'digits',
      digits: [10, 11],
      separators: '-',
      groups: [
        [4, 4, 2],
        [5, 3, 2],
        [5, 4, 1],
        [5, 4, 2],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^\d{10,11}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  shared: true,
  labels: {
    en: ['ndc', 'ndcs', 'ndc code', 'ndc number', 'national drug code', 'drug code'],
    es: ['ndc', 'codigo nacional de medicamentos'],
  },
  columns: ['ndc', 'ndc_code', 'ndc_number', 'national_drug_code', 'drug_ndc'],

  negativeLabels: ['phone', 'fax', 'tel', 'npi'],
  needs: 'label',

  reach: 13,
  examples: {
    valid: ['56910-815-50', '5785-8532-25', '37036-2834-89', '56700-6297-1'],
    invalid: ['12345-678-9', '123456789', '123456789012'],
  },
} satisfies Detector;
