import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two or three letters and six digits. */
export default {
  id: 'es.passport',
  version: 1,
  title: 'Spanish passport number',
  category: 'user.government_id.passport_number',
  countries: ['ES'],
  sources: [
    'https://www.policia.es/_es/tupolicia_conocenos_estructura_documentacion.php',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [
    { kind: 'mask', mask: 'AAA999999', separators: ' -' },
    { kind: 'mask', mask: 'AA999999', separators: ' -' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2,3}\d{6}$/.test(number) && /^[a-z]{2,3}[ -]?\d{6}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['spanish passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    es: [
      'pasaporte',
      'pasaportes',
      'numero de pasaporte',
      'nº pasaporte',
      'num pasaporte',
      'nº de pasaporte',
      'pasaporte nº',
      'n pasaporte',
      'pasaporte español',
    ],
  },
  columns: [
    'pasaporte',
    'numero_pasaporte',
    'num_pasaporte',
    'no_pasaporte',
    'passport',
    'passport_number',
    'passport_no',
  ],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['PDA734552', 'XDL412154', 'UZ081907', 'PNC160195', 'XDD379771'],
    invalid: ['PDA73455', 'XDL4121547', 'UZ081907Q', 'UZ08190712', 'XDL412154ZZ'],
  },
} satisfies Detector;
