import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Five or six digits; there is no check. */
export default {
  id: 'is.vsk',
  version: 1,
  title: 'Icelandic VAT number (VSK)',
  category: 'user.government_id',
  countries: ['IS'],
  sources: ['https://www.skatturinn.is/'],
  shapes: [{ kind: 'digits', digits: [5, 6] }],
  check(value) {
    const digits = compact(value);
    return /^[1-9]\d{4,5}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: [
      'vsk',
      'vsk number',
      'icelandic vat number',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    is: [
      'vsk',
      'vsk.',
      'vsk. nr',
      'vsk nr',
      'vsk-numer',
      'vsk numer',
      'virdisaukaskattsnumer',
      'virðisaukaskattsnúmer',
    ],
  },
  columns: ['vsk', 'vsk_nr', 'vsk_numer', 'vat', 'vat_no', 'vat_number', 'vat_id'],
  negativeLabels: ['simi', 'phone', 'tel'],
  needs: 'label',
  deny: [],
  reach: 6,
  examples: {
    valid: ['80020', '165591', '91838', '111569', '26513'],
    invalid: ['00020', '065591', '1234', '01234', '8002', '1655917'],
  },
} satisfies Detector;
