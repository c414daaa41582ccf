import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Ten digits; each of the first nine plus its place from the right, times a power of two modulus 9, the last makes the sum a multiple of ten. */
export default {
  id: 'tr.vkn',
  version: 1,
  title: 'Turkish tax number (VKN)',
  category: 'user.government_id',
  countries: ['TR'],
  sources: [
    'https://www.gib.gov.tr/',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/turkiye-tin.pdf',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [10],
      separators: ' ',
      groups: [
        [3, 3, 4],
        [3, 3, 2, 2],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{10}$/.test(digits) || /^0+$/.test(digits)) return invalid;
    let sum = 0;
    for (let place = 1; place < 10; place++) {
      const shifted = (Number(digits.charAt(9 - place)) + place) % 10;
      if (shifted !== 0) sum += (shifted * 2 ** place) % 9 || 9;
    }
    return (10 - (sum % 10)) % 10 === Number(digits.charAt(9)) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: ['vkn', 'turkish tax number', 'tax number', 'tax id', 'tin'],
    tr: [
      'vkn',
      'v.k.n.',
      'vergi no',
      'vergi numarasi',
      'vergi numarası',
      'vergi kimlik no',
      'vergi kimlik numarasi',
      'vergi dairesi',
      'vergi d. ve no',
    ],
  },
  columns: ['vkn', 'vergi_no', 'vergi_numarasi', 'vergi_kimlik_no', 'tax_number', 'tax_id', 'tin'],
  negativeLabels: ['telefon', 'tel', 'gsm', 'cep', 'faks'],
  needs: 'context',
  deny: [],
  reach: 10,
  examples: {
    valid: ['7067918423', '7741109608', '2827422263', '3242433976', '8298065663'],
    invalid: ['7067318423', '7741809608', '706791842', '77411096087', '2827422263Q', '067918423'],
  },
} satisfies Detector;
