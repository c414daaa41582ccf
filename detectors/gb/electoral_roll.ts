import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Letters of the polling district and the place in its register: AB-1234. There is no check. */
export default {
  id: 'gb.electoral_roll',
  version: 1,
  title: 'UK electoral roll number',
  category: 'user.unique_id',
  countries: ['GB'],
  sources: ['https://www.gov.uk/electoral-register'],
  shapes: ['AA99', 'AA999', 'AA9999', 'AAA99', 'AAA999', 'AAA9999'].map((mask) => ({
    kind: 'mask' as const,
    mask,
    separators: '-',
  })),
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2,3}\d{2,4}$/.test(number) && /^[a-z]{2,3}-?\d+$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: [
      'electoral number',
      'electoral roll',
      'electoral roll no',
      'electoral roll number',
      'electoral register number',
      'elector number',
      'voter number',
      'poll number',
    ],
  },
  columns: ['electoral_number', 'electoral_roll_number', 'elector_number', 'voter_number'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['MA8550', 'MF-524', 'VGC7457', 'VS0681', 'NR-989'],
    invalid: ['A1234', 'ABCD123', 'AB', 'VGC7457Q', 'A8550', 'VGC745712'],
  },
} satisfies Detector;
