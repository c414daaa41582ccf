import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod11_10 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits, the first not 0, the last a check digit after ISO/IEC 7064 MOD 11,10. Sole traders have one. */
export default {
  id: 'rs.pib',
  version: 1,
  title: 'Serbian tax number (PIB)',
  category: 'user.government_id',
  countries: ['RS'],
  sources: ['https://www.purs.gov.rs/', 'https://sr.wikipedia.org/wiki/PIB'],
  shapes: [{ kind: 'digits', digits: [9] }],
  check(value) {
    const digits = compact(value);
    return /^[1-9]\d{8}$/.test(digits) && mod11_10(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.091,
  labels: {
    en: [
      'pib',
      'serbian tax number',
      'tax number',
      'tax id',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    sr: [
      'pib',
      'пиб',
      'порески идентификациони број',
      'poreski identifikacioni broj',
      'pdv broj',
      'пдв број',
      'poreski broj',
      'порески број',
    ],
  },
  columns: ['pib', 'poreski_broj', 'poreski_identifikacioni_broj', 'tax_id', 'tax_number', 'vat_number'],
  negativeLabels: ['telefon', 'tel', 'телефон', 'mob'],
  needs: 'context',
  deny: [{ value: '101134702', reason: 'documentation: the usual sample' }],
  reach: 9,
  examples: {
    valid: ['155478517', '152462563', '192071471', '156591018', '181899365'],
    invalid: ['105478517', '152462562', '012345678', '15547851', '1524625637', '192071471Q'],
  },
} satisfies Detector;
