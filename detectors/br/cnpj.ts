import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/**
 * Twelve figures (letters too since July 2026: their ASCII code less 48) and two check digits of modulus 11. A sole
 * trader's says who the person is.
 */
export default {
  id: 'br.cnpj',
  version: 1,
  title: 'Brazilian CNPJ',
  category: 'user.unique_id',
  countries: ['BR'],
  sources: [
    'https://www.gov.br/receitafederal/pt-br/acesso-a-informacao/acoes-e-programas/programas-e-atividades/cnpj-alfanumerico',
    'https://pt.wikipedia.org/wiki/Cadastro_Nacional_da_Pessoa_Jur%C3%ADdica',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [14],
      separators: './-',
      groups: [
        [2, 3, 3, 4, 2],
        [8, 4, 2],
      ],
    },
    { kind: 'mask', mask: 'XXXXXXXXXXXX99', separators: './-' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^[\dA-Z]{12}\d{2}$/.test(number) || /^0+$/.test(number)) return invalid;
    const first = weightedSum(number, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    const second = weightedSum(number, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    if ((first < 2 ? 0 : 11 - first) !== Number(number[12]) || (second < 2 ? 0 : 11 - second) !== Number(number[13]))
      return invalid;
    const formed = /^.{2}\..{3}\..{3}\/.{4}-.{2}$/.test(plain(value));
    const bare = !formed && /[A-Z]/.test(number) ? { needs: 'label' as const } : {};
    return valid(number, { distinctive: formed ? 1.5 : 0, ...bare, ...denyPlaceholder(number) });
  },
  falseAccept: 0.0095,

  labels: {
    en: ['cnpj', 'cnpjs', 'cnpj number', 'brazilian company tax id', 'company tax id'],
    pt: ['cnpj', 'numero do cnpj', 'cnpj no', 'cnpj mf', 'cadastro nacional da pessoa juridica', 'cpf cnpj'],
  },
  columns: ['cnpj', 'cnpj_number', 'numero_cnpj', 'nr_cnpj', 'cpf_cnpj', 'cnpj_cliente'],

  reach: 18,
  examples: {
    valid: ['88.071.252/0001-52', '03.593.981/0001-16', '91694907000153', 'B0.9C7.91A/0001-62'],
    invalid: ['88.071.252/0001-53', '03.593.981/0001-17', '12.ABC.345/01DE-36', '16727230000199', '1672723000019'],
  },
} satisfies Detector;
