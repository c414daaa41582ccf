import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Seven or eight digits in order of issue; there is no check. */
export default {
  id: 'ar.dni',
  version: 1,
  title: 'Argentine identity number (DNI)',
  category: 'user.government_id.national_identification_number',
  countries: ['AR'],
  sources: [
    'https://www.argentina.gob.ar/interior/renaper',
    'https://es.wikipedia.org/wiki/Documento_Nacional_de_Identidad_(Argentina)',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [7, 8],
      separators: '.',
      groups: [
        [1, 3, 3],
        [2, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^[1-9]\d{6,7}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.9,

  labels: {
    en: ['dni', 'dni number', 'argentine id', 'national identity document'],
    es: [
      'dni',
      'd n i',
      'dni nro',
      'numero de dni',
      'nro de documento',
      'documento nacional de identidad',
      'numero de',
    ],
  },
  columns: ['dni', 'nro_dni', 'numero_dni', 'nro_documento', 'numero_documento'],

  negativeLabels: ['telefono', 'celular', 'importe', 'cbu', 'cuit'],
  needs: 'label',

  reach: 10,
  examples: { valid: ['25.160.493', '20246697', '5.929.253'], invalid: ['0123456', '123456', '123456789'] },
} satisfies Detector;
