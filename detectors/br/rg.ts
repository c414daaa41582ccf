import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Each state numbers in its own way: seven to nine digits, the last a digit or X. The label is the proof. */
export default {
  id: 'br.rg',
  version: 1,
  title: 'Brazilian identity card (RG)',
  category: 'user.government_id.national_identification_number',
  countries: ['BR'],
  sources: [
    'https://www.gov.br/governodigital/pt-br/identidade/identificacao-do-cidadao-e-carteira-de-identidade-nacional',
    'https://pt.wikipedia.org/wiki/C%C3%A9dula_de_identidade',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [7, 8, 9],
      separators: '.-',
      groups: [
        [2, 3, 3, 1],
        [1, 3, 3, 1],
        [1, 3, 3],
        [2, 3, 3],
        [8, 1],
      ],
    },
    { kind: 'mask', mask: '99999999A', separators: '.-' },
    { kind: 'mask', mask: 'AA99999999', separators: '.- ' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^(?:\d{7,9}|\d{8}X|(?:MG|SP|RJ|PR|RS|SC|BA|ES)\d{8})$/.test(number)) return invalid;
    return valid(number, denyPlaceholder(number.replace(/\D/g, '')));
  },
  falseAccept: 0.9,

  labels: {
    en: ['rg', 'rg number', 'brazilian id card', 'brazilian identity card', 'identity card number'],
    pt: [
      'rg',
      'numero do rg',
      'rg no',
      'registro geral',
      'carteira de identidade',
      'cedula de identidade',
      'doc identidade',
    ],
  },
  columns: ['rg', 'numero_rg', 'nr_rg', 'registro_geral', 'carteira_identidade', 'rg_cliente'],

  negativeLabels: ['cpf', 'telefone', 'celular', 'cep'],
  needs: 'label',

  reach: 13,
  examples: {
    valid: ['93.310.626-3', '14701737X', '659610445', 'MG-34.643.091'],
    invalid: ['123456', '1234567890', 'AB12345678'],
  },
} satisfies Detector;
