import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Bank and branch with a check digit, account with another; weights 3-1-7-9 from the right. */
export default {
  id: 'bank.ar_cbu',
  version: 1,
  title: 'Argentine bank account (CBU, CVU)',
  category: 'user.financial.bank_account',
  countries: ['AR'],
  sources: [
    'https://www.bcra.gob.ar/MediosPago/Politica_Pagos.asp',
    'https://es.wikipedia.org/wiki/Clave_Bancaria_Uniforme',
  ],
  shapes: [{ kind: 'digits', digits: [22], separators: ' -', groups: [[8, 14]] }],
  check(value) {
    const digits = compact(value);
    if (!/^\d{22}$/.test(digits) || /^0+$/.test(digits)) return invalid;
    return checks(digits.slice(0, 8)) && checks(digits.slice(8)) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.0098,

  labels: {
    en: ['cbu', 'cvu', 'cbu number', 'argentine bank account', 'bank account'],
    es: ['cbu', 'cvu', 'cbu cvu', 'clave bancaria uniforme', 'nro de cbu', 'numero de cbu', 'cuenta bancaria'],
  },
  columns: ['cbu', 'cvu', 'cbu_cvu', 'nro_cbu', 'numero_cbu'],

  reach: 23,
  examples: {
    valid: ['2850655169703004785599', '01139099 33225223083852', '2250038268404679405506'],
    invalid: [
      '2850655169703004785590',
      '01139099 33225223083853',
      '28505909 4009041813520',
      '285059094009041813520',
      '0000000000000000000000',
    ],
  },
} satisfies Detector;

function checks(block: string): boolean {
  let sum = Number(block.at(-1));
  for (let i = 0; i < block.length - 1; i++) sum += Number(block[block.length - 2 - i]) * [3, 1, 7, 9][i % 4]!;
  return sum % 10 === 0;
}
