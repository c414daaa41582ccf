import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { spanishLetter } from '../lib/spanish.ts';
import { denyPlaceholder, plain } from '../lib/text.ts';

/** X, Y or Z (for 0, 1, 2), seven digits, and the letter of their remainder by 23. */
export default {
  id: 'es.nie',
  version: 1,
  title: 'Spanish foreigner identity number (NIE)',
  category: 'user.government_id.national_identification_number',
  countries: ['ES'],
  sources: [
    'https://www.interior.gob.es/opencms/es/servicios-al-ciudadano/tramites-y-gestiones/dni/calculo-del-digito-de-control-del-nif-nie/',
  ],
  shapes: [{ kind: 'mask', mask: 'A9999999A', separators: ' .-' }],
  check(value) {
    const form = /^([xyz])[ .-]?(?:(\d)\.(\d{3})\.(\d{3})|(\d{7}))[ .-]?([a-z])$/i.exec(plain(value));
    if (form === null) return invalid;
    const digits = form[5] ?? `${form[2]}${form[3]}${form[4]}`;
    const first = form[1]!.toUpperCase();
    const letter = form[6]!.toUpperCase();
    if (spanishLetter('XYZ'.indexOf(first) + digits) !== letter) return invalid;
    return valid(first + digits + letter, { ...denyPlaceholder(digits) });
  },
  falseAccept: 0.0045,
  distinctive: 0.3,
  labels: {
    en: [
      'nie',
      'nie number',
      'foreigner id',
      'foreigner identity number',
      'foreigner identification number',
      'spanish id',
      'nif',
    ],
    es: [
      'nie',
      'nies',
      'n.i.e.',
      'nif',
      'nif/nie',
      'dni/nie',
      'numero de identidad de extranjero',
      'numero de identificacion de extranjero',
      'numero de nie',
      'nº nie',
      'tarjeta de residencia',
      'tarjeta de identidad de extranjero',
      'extranjero',
      'documento',
    ],
    fr: ['nie', 'numero d identite d etranger'],
    de: ['nie', 'nie-nummer', 'auslanderidentifikationsnummer', 'spanische auslandernummer'],
    it: ['nie', 'numero di identita straniero'],
  },
  columns: [
    'nie',
    'nif',
    'nif_nie',
    'dni_nie',
    'num_nie',
    'numero_nie',
    'documento',
    'documento_identidad',
    'numero_documento',
    'numero_identidad_extranjero',
    'id_number',
    'national_id',
    'tax_id',
  ],
  negativeLabels: ['cif', 'part', 'sku', 'model'],
  deny: [
    { value: 'X1234567L', reason: 'documentation: the usual sample' },
    { value: 'X0000000T', reason: 'documentation: the usual sample' },
  ],
  reach: 13,
  examples: {
    valid: ['Y5196801B', 'X-6260665-L', 'Y6317514-A', 'y4755085x', 'Z6615541X'],
    invalid: ['Y5196801C', 'W5196801B', 'Y519680B', '5196801B', 'Y51968012B'],
  },
} satisfies Detector;
