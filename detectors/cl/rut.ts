import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Seven or eight digits and a check digit of modulus 11 that may be K. */
export default {
  id: 'cl.rut',
  version: 1,
  title: 'Chilean RUT, RUN',
  category: 'user.government_id.national_identification_number',
  countries: ['CL'],
  sources: ['https://www.registrocivil.cl/', 'https://es.wikipedia.org/wiki/Rol_%C3%9Anico_Tributario'],
  shapes: [
    { kind: 'mask', mask: '99999999X', separators: '.-' },
    { kind: 'mask', mask: '9999999X', separators: '.-' },
  ],
  check(value) {
    const number = compact(value).replace(/^CL/, '');
    if (!/^[1-9]\d{6,7}[\dK]$/.test(number)) return invalid;
    let sum = 0;
    for (let i = 0; i < number.length - 1; i++) sum += Number(number[number.length - 2 - i]) * (2 + (i % 6));
    if ('0K987654321'[sum % 11] !== number.at(-1)) return invalid;
    const form = /^(?:\d{1,2}\.\d{3}\.\d{3}-?.|\d+(-?).)$/.exec(plain(value).replace(/^CL ?/i, ''));
    if (form === null) return invalid;
    if (form[1] === '') return valid(number, { needs: 'context', ...denyPlaceholder(number.slice(0, -1)) });
    return valid(number, { distinctive: form[1] === undefined ? 1.3 : 0.2, ...denyPlaceholder(number.slice(0, -1)) });
  },
  falseAccept: 0.08,

  labels: {
    en: ['rut', 'run', 'rut number', 'run number', 'chilean tax id', 'chilean national id'],
    es: [
      'rut',
      'run',
      'r u t',
      'r u n',
      'numero de rut',
      'rut no',
      'cedula de identidad',
      'rol unico tributario',
      'rol unico nacional',
    ],
  },
  columns: ['rut', 'run', 'numero_rut', 'rut_cliente', 'rut_trabajador', 'rol_unico_tributario', 'cedula_identidad'],

  negativeLabels: ['telefono', 'celular', 'version'],

  deny: [
    { value: '123456785', reason: 'placeholder: digits in a row with their check' },
    { value: '111111111', reason: 'placeholder: one digit repeated' },
  ],

  reach: 12,
  examples: {
    valid: ['15.022.942-1', '9.129.629-2', '17252980-1', '15.903.531-K'],
    invalid: ['15.022.942-2', '9.129.629-3', '12.531.909-3', '012.531.90', '12.53.1909-2'],
  },
} satisfies Detector;
