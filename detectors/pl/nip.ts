import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Ten digits, the last a check digit modulus 11. It is of companies and sole traders. */
export default {
  id: 'pl.nip',
  version: 1,
  title: 'Polish tax number (NIP)',
  category: 'user.government_id',
  countries: ['PL'],
  sources: ['https://www.podatki.gov.pl/nip/', 'https://pl.wikipedia.org/wiki/Numer_identyfikacji_podatkowej'],
  shapes: [
    { kind: 'mask', mask: 'AA9999999999', separators: ' -.' },
    {
      kind: 'digits',
      digits: [10],
      separators: '- ',
      groups: [
        [3, 3, 2, 2],
        [3, 2, 2, 3],
      ],
    },
  ],
  check(value) {
    const parts = /^(PL)?(\d{10})$/.exec(compact(value));
    if (parts === null) return invalid;
    const digits = parts[2]!;
    if (weightedSum(digits, [6, 5, 7, 2, 3, 4, 5, 6, 7, -1]) % 11 !== 0 || /^0/.test(digits)) return invalid;
    return valid(digits, {
      ...(parts[1] === undefined ? { needs: 'context' } : { distinctive: 1 }),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.083,
  labels: {
    en: [
      'nip',
      'nip number',
      'polish tax number',
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
    pl: [
      'nip',
      'nip-u',
      'nipu',
      'nipem',
      'nr nip',
      'numer nip',
      'numeru nip',
      'numerem nip',
      'numery nip',
      'numer identyfikacji podatkowej',
      'numeru identyfikacji podatkowej',
      'nip ue',
      'vat ue',
    ],
  },
  columns: [
    'nip',
    'nr_nip',
    'numer_nip',
    'nip_number',
    'numer_identyfikacji_podatkowej',
    'tax_id',
    'tax_number',
    'tin',
    'vat_number',
  ],
  negativeLabels: ['telefon', 'tel', 'kom', 'krs', 'pesel'],
  deny: [
    { value: '8567346215', reason: 'documentation: the usual sample' },
    { value: '1234563218', reason: 'documentation: the usual sample' },
  ],
  reach: 13,
  examples: {
    valid: ['2033348910', '532-624-04-94', 'PL3081465910', '580-12-77-914', '7304042144'],
    invalid: ['2033748910', '542-624-04-94', 'DE8567346215', '203334891', '532-624-04-947', 'PL3081465910Q'],
  },
} satisfies Detector;
