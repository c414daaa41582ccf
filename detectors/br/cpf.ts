import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits and two check digits of modulus 11. */
export default {
  id: 'br.cpf',
  version: 1,
  title: 'Brazilian CPF',
  category: 'user.government_id.national_identification_number',
  countries: ['BR'],
  sources: [
    'https://www.gov.br/receitafederal/pt-br/assuntos/meu-cpf',
    'https://pt.wikipedia.org/wiki/Cadastro_de_Pessoas_F%C3%ADsicas',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [11],
      separators: '.-',
      groups: [
        [3, 3, 3, 2],
        [9, 2],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{11}$/.test(digits)) return invalid;
    const first = ((weightedSum(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10;
    const second = ((weightedSum(digits, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) * 10) % 11) % 10;
    if (first !== Number(digits[9]) || second !== Number(digits[10])) return invalid;
    return valid(digits, {
      distinctive: /^\d{3}\.\d{3}\.\d{3}-\d{2}$/.test(plain(value)) ? 1 : 0,
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.01,

  labels: {
    en: ['cpf', 'cpfs', 'cpf number', 'cpf no', 'brazilian tax id', 'individual taxpayer registry', 'tax id'],
    pt: [
      'cpf',
      'numero do cpf',
      'cpf no',
      'cpf do titular',
      'cadastro de pessoas fisicas',
      'cadastro de pessoa fisica',
      'cpf mf',
      'cpf cnpj',
    ],
  },
  columns: ['cpf', 'cpf_number', 'numero_cpf', 'nr_cpf', 'cpf_cnpj', 'cpf_cliente', 'tax_id'],

  negativeLabels: ['cnh', 'pis', 'pasep', 'nis', 'telefone', 'celular'],

  deny: [
    { value: '12345678909', reason: 'placeholder: digits in a row with their check' },
    { value: '39053344705', reason: 'documentation: the sample of python-stdnum' },
    { value: '11144477735', reason: 'documentation: a common sample' },
  ],

  reach: 14,
  examples: {
    valid: ['033.709.939-10', '017.501.661-51', '25583054093', '052088322-59'],
    invalid: ['033.709.939-11', '017.501.661-52', '390.533.447-0', '3905334470', '390533447055'],
  },
} satisfies Detector;
