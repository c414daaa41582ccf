import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits and two check digits, the second depending on how the first came out. */
export default {
  id: 'br.cnh',
  version: 1,
  title: 'Brazilian driving licence (CNH)',
  category: 'user.government_id.drivers_license_number',
  countries: ['BR'],
  sources: [
    'https://www.gov.br/transportes/pt-br/assuntos/transito/senatran',
    'https://pt.wikipedia.org/wiki/Carteira_Nacional_de_Habilita%C3%A7%C3%A3o',
  ],
  shapes: [{ kind: 'digits', digits: [11] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{11}$/.test(digits)) return invalid;
    const first = weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11;
    const second = weightedSum(digits, [1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11;
    const less = first === 10 ? 2 : 0;
    const last = second === 10 ? 0 : (second - less + 11) % 11;
    if (first % 10 !== Number(digits[9]) || last % 10 !== Number(digits[10])) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.01,

  labels: {
    en: ['cnh', 'cnh number', 'brazilian driver license', 'brazilian driving licence', 'driver license number'],
    pt: [
      'cnh',
      'numero da cnh',
      'registro cnh',
      'no registro cnh',
      'carteira de habilitacao',
      'carteira nacional de habilitacao',
      'habilitacao',
      'carteira de motorista',
    ],
  },
  columns: ['cnh', 'numero_cnh', 'nr_cnh', 'registro_cnh', 'carteira_habilitacao', 'habilitacao'],

  negativeLabels: ['cpf', 'pis', 'telefone', 'celular'],
  needs: 'context',

  reach: 11,
  examples: {
    valid: ['35861786859', '60140206725', '47578558953'],
    invalid: ['35861786850', '60140206726', '9876543210', '98765432101', '987654321000'],
  },
} satisfies Detector;
