import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Twelve digits, on the badges of building sites; there is no check. */
export default {
  id: 'fi.veronumero',
  version: 1,
  title: 'Finnish tax number (veronumero)',
  category: 'user.government_id.national_identification_number',
  countries: ['FI'],
  sources: [
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
    'https://www.vero.fi/en/individuals/tax-cards-and-tax-returns/tax_numbe/',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [12],
      separators: ' ',
      groups: [
        [4, 4, 4],
        [3, 3, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^\d{12}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['finnish tax number', 'tax number', 'individual tax number'],
    fi: ['veronumero', 'veronumeron', 'veronumerot', 'veronro', 'vero nro'],
    sv: ['skattenummer', 'skattenumret'],
  },
  columns: ['veronumero', 'veronro', 'skattenummer', 'tax_number'],
  needs: 'label',
  deny: [],
  reach: 12,
  examples: {
    valid: ['221061661492', '107004538740', '222845998858', '154332613453', '221878764432'],
    invalid: ['22106166149', '1070045387407', '222845998858Q', '21061661492', '22284599885812', '107004538740ZZ'],
  },
} satisfies Detector;
