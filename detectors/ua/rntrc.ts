import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Days since 1899 until birth (five digits), serial, check digit modulus 11. */
export default {
  id: 'ua.rntrc',
  version: 1,
  title: 'Ukrainian taxpayer number (RNOKPP)',
  category: 'user.government_id.national_identification_number',
  countries: ['UA'],
  sources: [
    'https://tax.gov.ua/',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/ukraine-tin.pdf',
  ],
  shapes: [{ kind: 'digits', digits: [10] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{10}$/.test(digits) || /^0+$/.test(digits)) return invalid;
    const sum = weightedSum(digits, [-1, 5, 7, 9, 4, 6, 10, 5, 7]);
    return (((sum % 11) + 11) % 11) % 10 === Number(digits.charAt(9))
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: ['rntrc', 'rnokpp', 'ukrainian tax number', 'tax number', 'tax id', 'tin', 'individual tax number'],
    uk: [
      'рнокпп',
      'rnokpp',
      'ipn',
      'іпн',
      'інн',
      'ідентифікаційний номер',
      'ідентифікаційний код',
      'податковий номер',
      'реєстраційний номер облікової картки',
      'реєстраційний номер облікової картки платника податків',
      'рнокпп/іпн',
      'ідентифікаційного номера',
    ],
  },
  columns: ['rnokpp', 'ipn', 'inn', 'rntrc', 'ident_nomer', 'tax_number', 'tax_id', 'tin'],
  negativeLabels: ['телефон', 'тел', 'phone', 'tel', 'єдрпоу'],
  needs: 'context',
  deny: [{ value: '1759013776', reason: 'documentation: the usual sample' }],
  reach: 10,
  examples: {
    valid: ['2085148717', '3410406749', '3216753600', '3742072862', '2413098701'],
    invalid: ['2075148717', '3410408749', '208514871', '34104067497', '3216753600Q', '085148717'],
  },
} satisfies Detector;
