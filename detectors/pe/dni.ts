import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eight digits, and on the card a check character: a digit or a letter. */
export default {
  id: 'pe.dni',
  version: 1,
  title: 'Peruvian identity number (DNI)',
  category: 'user.government_id.national_identification_number',
  countries: ['PE'],
  sources: [
    'https://www.gob.pe/235-documento-nacional-de-identidad-dni',
    'https://es.wikipedia.org/wiki/Documento_Nacional_de_Identidad_(Per%C3%BA)',
  ],
  shapes: [
    { kind: 'digits', digits: [8, 9], separators: '-', groups: [[8, 1]] },
    { kind: 'mask', mask: '99999999A', separators: '-' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^\d{8}[\dA-K]?$/.test(number)) return invalid;
    if (number.length === 8) return valid(number, { falseAccept: 1, ...denyPlaceholder(number) });
    const rest = weightedSum(number, [3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    if (number[8] !== '65432110987'[rest] && number[8] !== 'KJIHGFEDCBA'[rest]) return invalid;
    return valid(number.slice(0, 8), denyPlaceholder(number.slice(0, 8)));
  },
  falseAccept: 0.29,

  labels: {
    en: ['dni', 'dni number', 'peruvian id', 'national identity document', 'cui'],
    es: [
      'dni',
      'd n i',
      'dni no',
      'numero de dni',
      'nro de dni',
      'documento nacional de identidad',
      'cui',
      'documento de identidad',
    ],
  },
  columns: ['dni', 'numero_dni', 'nro_dni', 'dni_cliente', 'documento_identidad', 'cui'],

  negativeLabels: ['telefono', 'celular', 'ruc'],
  needs: 'label',

  reach: 10,
  examples: { valid: ['43836236', '72430927', '18160725-0'], invalid: ['1234567', '1234567890', '12345678Z'] },
} satisfies Detector;
