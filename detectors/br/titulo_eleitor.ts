import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eight digits, two of the state, two check digits of modulus 11. */
export default {
  id: 'br.titulo_eleitor',
  version: 1,
  title: 'Brazilian voter registration',
  category: 'user.government_id.national_identification_number',
  countries: ['BR'],
  sources: [
    'https://www.tse.jus.br/servicos-eleitorais/titulo-eleitoral',
    'https://pt.wikipedia.org/wiki/T%C3%ADtulo_eleitoral',
  ],
  shapes: [{ kind: 'digits', digits: [12], separators: ' ', groups: [[4, 4, 4]] }],
  check(value) {
    const digits = compact(value);
    const state = Number(digits.slice(8, 10));
    if (!/^\d{12}$/.test(digits) || state < 1 || state > 28) return invalid;
    // Of São Paulo and Minas Gerais (1 and 2) none ends in zero.
    const check = (sum: number) => (sum % 11 === 0 && state < 3 ? 1 : (sum % 11) % 10);
    const first = check(weightedSum(digits, [2, 3, 4, 5, 6, 7, 8, 9]));
    const second = check(weightedSum(digits.slice(8, 10), [7, 8]) + first * 9);
    return first === Number(digits[10]) && second === Number(digits[11])
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.0029,

  labels: {
    en: ['titulo de eleitor', 'brazilian voter id', 'voter registration', 'voter id'],
    pt: ['titulo de eleitor', 'titulo eleitoral', 'titulo eleitor', 'numero do titulo', 'inscricao eleitoral'],
  },
  columns: ['titulo_eleitor', 'titulo_eleitoral', 'titulo_de_eleitor', 'nr_titulo', 'voter_id'],

  needs: 'context',

  reach: 14,
  examples: {
    valid: ['7802 6183 0663', '194957410914', '5284 8682 2097'],
    invalid: ['7802 6183 0664', '194957410915', '1234 5678 2999', '12345678', '123456780000'],
  },
} satisfies Detector;
