import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Two digits for the kind of person, the number of the DNI, and a check digit of modulus 11. */
export default {
  id: 'ar.cuit',
  version: 1,
  title: 'Argentine CUIT or CUIL',
  category: 'user.government_id.national_identification_number',
  countries: ['AR'],
  sources: [
    'https://www.afip.gob.ar/genericos/guiavirtual/consultas_detalle.aspx?id=2507101',
    'https://es.wikipedia.org/wiki/Clave_%C3%9Anica_de_Identificaci%C3%B3n_Tributaria',
  ],
  shapes: [{ kind: 'digits', digits: [11], separators: '- ', groups: [[2, 8, 1]] }],
  check(value) {
    const digits = compact(value);
    if (!/^(?:2[0347]|3[034]|5[015])\d{9}$/.test(digits)) return invalid;
    const rest = 11 - (weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
    if ((rest === 11 ? 0 : rest) !== Number(digits[10])) return invalid;
    return valid(digits, { distinctive: plain(value).length > 11 ? 0.7 : 0, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.0094,

  labels: {
    en: ['cuit', 'cuil', 'cuit number', 'cuil number', 'argentine tax id', 'tax id'],
    es: [
      'cuit',
      'cuil',
      'cuit cuil',
      'nro de cuit',
      'nro de cuil',
      'numero de cuit',
      'clave unica de identificacion tributaria',
    ],
  },
  columns: ['cuit', 'cuil', 'cuit_cuil', 'nro_cuit', 'nro_cuil', 'numero_cuit'],

  negativeLabels: ['telefono', 'celular'],

  deny: [{ value: '20123456786', reason: 'documentation: digits in a row with their check' }],

  reach: 13,
  examples: {
    valid: ['27-28881484-3', '27-30944805-2', '20279749007', '30-53444942-5'],
    invalid: ['27-28881484-4', '27-30944805-3', '21-26875679-4', '20-2687567-9', '26268756791'],
  },
} satisfies Detector;
