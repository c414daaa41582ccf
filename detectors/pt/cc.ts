import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Civil identification number (8 digits) and its check digit, two letters or digits of the card’s version, a check digit: Luhn with letters A = 10 … Z = 35. */
export default {
  id: 'pt.cc',
  version: 1,
  title: 'Portuguese citizen card number',
  category: 'user.government_id.national_identification_number',
  countries: ['PT'],
  sources: ['https://www.autenticacao.gov.pt/', 'https://pt.wikipedia.org/wiki/Cart%C3%A3o_de_cidad%C3%A3o_(Portugal)'],
  shapes: [{ kind: 'mask', mask: '999999999XX9', separators: ' ' }],
  check(value) {
    const number = compact(value, /\s/g);
    if (!/^\d{9}[A-Z\d]{2}\d$/.test(number) || !/[A-Z]/.test(number)) return invalid;
    let sum = 0;
    for (let i = 0; i < 12; i++) {
      const place = Number.parseInt(number.charAt(i), 36) * (i % 2 === 0 ? 2 : 1);
      sum += i % 2 === 0 && place > 9 ? place - 9 : place;
    }
    return sum % 10 === 0 ? valid(number, denyPlaceholder(number.slice(0, 8))) : invalid;
  },
  falseAccept: 0.099,
  labels: {
    en: [
      'portuguese citizen card',
      'citizen card',
      'citizen card number',
      'identity card',
      'identity card number',
      'id card',
      'id card number',
      'id card no',
    ],
    pt: [
      'cartao de cidadao',
      'cartao cidadao',
      'cartoes de cidadao',
      'numero do cartao de cidadao',
      'n.º do cartao de cidadao',
      'nº cc',
      'n.º cc',
      'cc',
      'cc n.º',
      'numero de identificacao civil',
      'nic',
      'bilhete de identidade',
      'documento de identificacao',
      'n.º de documento',
      'numero de documento',
    ],
  },
  columns: [
    'cartao_cidadao',
    'cartao_de_cidadao',
    'numero_cartao_cidadao',
    'num_cc',
    'cc',
    'nic',
    'documento_identificacao',
    'numero_documento',
    'citizen_card',
  ],
  deny: [{ value: '000000000ZZ4', reason: 'documentation: specimen of the card' }],
  reach: 14,
  examples: {
    valid: ['152092465ZX1', '16603237 9 ZY5', '187840799ZZ0', '09416938 7 ZY7', '116258090ZX2'],
    invalid: ['151092465ZX1', '16673237 9 ZY5', '000000000ZZ3', '152092465ZX', '16603237 9 ZY57', '187840799ZZ0Q'],
  },
} satisfies Detector;
