import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Office, year of registration, year of birth, a serial, and a Luhn check. */
export default {
  id: 'mx.nss',
  version: 1,
  title: 'Mexican social security number (NSS)',
  category: 'user.government_id.national_identification_number',
  countries: ['MX'],
  sources: [
    'https://www.imss.gob.mx/derechoH/nss',
    'https://es.wikipedia.org/wiki/N%C3%BAmero_de_seguridad_social_(M%C3%A9xico)',
  ],
  shapes: [{ kind: 'digits', digits: [11], separators: '- ', groups: [[2, 2, 2, 4, 1]] }],
  check(value) {
    const digits = compact(value);
    return /^\d{11}$/.test(digits) && !/^00/.test(digits) && luhn(digits)
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.099,

  labels: {
    en: ['nss', 'nss number', 'imss number', 'mexican social security number', 'imss'],
    es: [
      'nss',
      'numero de seguridad social',
      'no de seguridad social',
      'numero de seguro social',
      'imss',
      'afiliacion imss',
      'numero de afiliacion',
    ],
  },
  columns: ['nss', 'numero_nss', 'imss', 'numero_seguridad_social', 'numero_imss'],

  negativeLabels: ['telefono', 'celular', 'clabe'],
  needs: 'context',

  reach: 15,
  examples: {
    valid: ['98558330670', '96-97-47-0517-8', '92 34 73 7497 4'],
    invalid: ['98558330671', '96-97-47-0517-9', '00848612345', '1234567890', '123456789012'],
  },
} satisfies Detector;
