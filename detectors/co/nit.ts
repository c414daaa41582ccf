import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/**
 * Of a company nine digits, of a person the number of the identity card, and a check digit of modulus 11 with
 * primes as weights.
 */
export default {
  id: 'co.nit',
  version: 1,
  title: 'Colombian tax number (NIT)',
  category: 'user.government_id.national_identification_number',
  countries: ['CO'],
  sources: ['https://www.dian.gov.co/', 'https://es.wikipedia.org/wiki/N%C3%BAmero_de_Identificaci%C3%B3n_Tributaria'],
  shapes: [
    {
      kind: 'digits',
      digits: [8, 9, 10, 11],
      separators: '.-',
      groups: [
        [3, 3, 3, 1],
        [2, 3, 3, 1],
        [9, 1],
        [8, 1],
        [1, 3, 3, 3, 1],
        [10, 1],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{8,16}$/.test(digits)) return invalid;
    let sum = 0;
    for (let i = 0; i < digits.length - 1; i++) sum += Number(digits[digits.length - 2 - i]) * primes[i]!;
    return '01987654321'[sum % 11] === digits.at(-1) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.1,

  labels: {
    en: ['nit', 'nit number', 'colombian tax id', 'tax id'],
    es: ['nit', 'n i t', 'numero de nit', 'nit no', 'nro de nit', 'numero de identificacion tributaria', 'rut'],
  },
  columns: ['nit', 'numero_nit', 'nro_nit', 'nit_cliente', 'nit_empresa'],

  negativeLabels: ['telefono', 'celular'],
  needs: 'context',

  reach: 15,
  examples: {
    valid: ['932.221.344-8', '868597560-4', '9380338910', '71.511.979-6'],
    invalid: ['932.221.344-9', '868597560-5', '213123432-2', '1234567', '12345678901234567'],
  },
} satisfies Detector;

const primes = [3, 7, 13, 17, 19, 23, 29, 37, 41, 43, 47, 53, 59, 67, 71];
