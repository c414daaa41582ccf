import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits, the last a check digit modulus 11 with powers of two as weights; EL before it as a VAT number. */
export default {
  id: 'gr.afm',
  version: 1,
  title: 'Greek tax number (AFM)',
  category: 'user.government_id.national_identification_number',
  countries: ['GR'],
  sources: [
    'https://www.aade.gr/',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/greece-tin.pdf',
  ],
  shapes: [
    { kind: 'digits', digits: [9], separators: ' ', groups: [[3, 3, 3]] },
    { kind: 'mask', mask: 'AA999999999', separators: ' ' },
  ],
  check(value) {
    const parts = /^(EL|GR)?(\d{9})$/.exec(compact(value));
    if (parts === null || /^0+$/.test(parts[2]!)) return invalid;
    const digits = parts[2]!;
    if ((weightedSum(digits, [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 !== Number(digits.charAt(8))) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'context' } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.099,
  labels: {
    en: [
      'afm',
      'afm number',
      'greek tax number',
      'tax number',
      'tax id',
      'tin',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    el: [
      'αφμ',
      'α.φ.μ.',
      'αριθμός φορολογικού μητρώου',
      'αριθμό φορολογικού μητρώου',
      'αριθμος φπα',
      'αριθμός αφμ',
      'αρ. φορ. μητρώου',
    ],
  },
  columns: ['afm', 'afm_number', 'tax_id', 'tax_number', 'tin', 'vat_number', 'vat_id'],
  negativeLabels: ['τηλέφωνο', 'τηλ', 'κινητό', 'φαξ', 'phone', 'tel'],
  deny: [{ value: '094259216', reason: 'documentation: the usual sample' }],
  reach: 11,
  examples: {
    valid: ['313680036', 'EL364781498', '984210719', 'EL233517036', '582729348'],
    invalid: ['313680016', 'EL364881498', 'FR094259216', '31368003', 'EL3647814987', '984210719Q'],
  },
} satisfies Detector;
