import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Ten digits and a check digit of modulus 11. */
export default {
  id: 'br.pis',
  version: 1,
  title: 'Brazilian social security number (PIS, PASEP, NIT, NIS)',
  category: 'user.government_id.national_identification_number',
  countries: ['BR'],
  sources: [
    'https://www.gov.br/inss/pt-br',
    'https://www.caixa.gov.br/beneficios-trabalhador/pis/Paginas/default.aspx',
  ],
  shapes: [{ kind: 'digits', digits: [11], separators: '.-', groups: [[3, 5, 2, 1]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{11}$/.test(digits) || /^0/.test(digits)) return invalid;
    const rest = weightedSum(digits, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return (rest < 2 ? 0 : 11 - rest) === Number(digits[10]) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.089,

  labels: {
    en: ['pis', 'pis number', 'pasep', 'nit', 'nis', 'brazilian social security number', 'brazilian social security'],
    pt: [
      'pis',
      'pasep',
      'pis pasep',
      'nit',
      'nis',
      'numero do pis',
      'numero do nis',
      'pis pasep nit',
      'inscricao do trabalhador',
    ],
  },
  columns: ['pis', 'pasep', 'pis_pasep', 'nit', 'nis', 'numero_pis', 'nr_pis'],

  negativeLabels: ['cpf', 'cnh', 'telefone', 'celular'],
  needs: 'context',

  reach: 14,
  examples: {
    valid: ['266.31897.88-0', '21648944622', '230.07694.12-0'],
    invalid: ['266.31897.88-1', '21648944623', '012.34567.89-0', '1234567890', '120.00000.00-9'],
  },
} satisfies Detector;
