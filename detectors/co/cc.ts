import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Six to eight digits, or ten since 2003; there is no check. */
export default {
  id: 'co.cc',
  version: 1,
  title: 'Colombian identity card (cédula de ciudadanía)',
  category: 'user.government_id.national_identification_number',
  countries: ['CO'],
  sources: [
    'https://www.registraduria.gov.co/',
    'https://es.wikipedia.org/wiki/C%C3%A9dula_de_ciudadan%C3%ADa_(Colombia)',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [6, 7, 8, 10],
      separators: '.',
      groups: [
        [3, 3],
        [1, 3, 3],
        [2, 3, 3],
        [1, 3, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^(?:[1-9]\d{5,7}|1[0-3]\d{8})$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.7,

  labels: {
    en: ['cedula', 'cedula number', 'colombian id', 'citizenship card'],
    es: [
      'cedula',
      'cedula de ciudadania',
      'c c',
      'numero de cedula',
      'nro de cedula',
      'cedula no',
      'identificado con cc',
    ],
  },
  columns: ['cedula', 'cedula_ciudadania', 'numero_cedula', 'nro_cedula', 'cedula_cliente'],

  negativeLabels: ['telefono', 'celular', 'nit', 'card'],
  needs: 'label',

  reach: 13,
  examples: {
    valid: ['1.025.203.101', '87361183', '52.260.996', '45.610.654'],
    invalid: ['01234567', '123456789', '12345'],
  },
} satisfies Detector;
