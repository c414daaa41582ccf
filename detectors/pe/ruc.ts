import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** 10, 15, 16 or 17 and the number of a person, 20 and that of a company, and a check digit of modulus 11. */
export default {
  id: 'pe.ruc',
  version: 1,
  title: 'Peruvian tax number (RUC)',
  category: 'user.government_id.national_identification_number',
  countries: ['PE'],
  sources: [
    'https://orientacion.sunat.gob.pe/ruc',
    'https://es.wikipedia.org/wiki/Registro_%C3%9Anico_de_Contribuyentes',
  ],
  shapes: [{ kind: 'digits', digits: [11], separators: '-', groups: [[2, 8, 1]] }],
  check(value) {
    const digits = compact(value);
    if (!/^(?:1[0567]|20)\d{9}$/.test(digits)) return invalid;
    const rest = 11 - (weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
    return rest % 10 === Number(digits[10]) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.0049,

  labels: {
    en: ['ruc', 'ruc number', 'peruvian tax id', 'tax id'],
    es: ['ruc', 'r u c', 'ruc no', 'numero de ruc', 'nro de ruc', 'registro unico de contribuyentes'],
  },
  columns: ['ruc', 'numero_ruc', 'nro_ruc', 'ruc_cliente', 'ruc_emisor'],

  negativeLabels: ['telefono', 'celular'],

  reach: 13,
  examples: {
    valid: ['10770324179', '20447401119', '10-45164552-3'],
    invalid: ['10770324170', '20447401110', '21512333797', '2051233379', '205123337977'],
  },
} satisfies Detector;
