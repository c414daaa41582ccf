import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { spanishLetter } from '../lib/spanish.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Eight digits (seven where the leading zero was dropped) and the letter of their remainder by 23. */
export default {
  id: 'es.dni',
  version: 1,
  title: 'Spanish identity number (DNI, NIF)',
  category: 'user.government_id.national_identification_number',
  countries: ['ES'],
  sources: [
    'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/',
  ],
  shapes: [
    { kind: 'mask', mask: '99999999A', separators: ' .-' },
    { kind: 'mask', mask: '9999999A', separators: ' .-' },
  ],
  check(value) {
    const form = /^(?:(\d{1,2})\.(\d{3})\.(\d{3})|(\d{7,8}))[ .-]?([a-z])$/i.exec(plain(value));
    if (form === null) return invalid;
    const dotted = form[4] === undefined;
    const digits = (form[4] ?? `${form[1]}${form[2]}${form[3]}`).padStart(8, '0');
    if (spanishLetter(digits) !== form[5]!.toUpperCase()) return invalid;
    const attached = /\d[a-z]$/i.test(plain(value));
    return valid(compact(digits + form[5]!), {
      distinctive: dotted ? 1.5 : /[a-z]$/.test(plain(value)) || !attached ? 0.3 : 0.7,
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.039,
  labels: {
    en: ['dni', 'nif', 'spanish id', 'spanish national id', 'spanish id number', 'national identity document'],
    es: [
      'dni',
      'dnis',
      'd.n.i.',
      'nif',
      'n.i.f.',
      'dni/nif',
      'nif/nie',
      'dni/nie',
      'documento nacional de identidad',
      'documento de identidad',
      'numero de identificacion fiscal',
      'identificacion fiscal',
      'numero de dni',
      'nº dni',
      'num dni',
      'carnet de identidad',
      'documento',
    ],
    fr: ['dni', 'numero d identite espagnol'],
    de: ['dni', 'nif', 'spanische ausweisnummer', 'spanische steuernummer'],
    it: ['dni', 'documento d identita spagnolo'],
  },
  columns: [
    'dni',
    'nif',
    'dni_nif',
    'nif_nie',
    'dni_nie',
    'num_dni',
    'numero_dni',
    'no_dni',
    'documento',
    'documento_identidad',
    'documento_nacional_identidad',
    'numero_documento',
    'num_documento',
    'id_number',
    'national_id',
    'tax_id',
  ],
  negativeLabels: ['cif', 'matricula', 'referencia catastral', 'part', 'sku'],
  deny: [
    { value: '12345678Z', reason: 'documentation: the usual sample' },
    { value: '99999999R', reason: 'documentation: specimen of the card' },
    { value: '00000000T', reason: 'documentation: specimen of the card' },
  ],
  reach: 12,
  examples: {
    valid: ['22013541B', '30471260-D', '28.768.578-V', '85748028a', '4712605C'],
    invalid: ['22013541C', '30471260', '12345678a', '401-023-2138', '2201354B1', '220135410B'],
  },
} satisfies Detector;
