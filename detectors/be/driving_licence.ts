import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Ten digits; there is no published check. */
export default {
  id: 'be.driving_licence',
  version: 1,
  title: 'Belgian driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['BE'],
  sources: [
    'https://mobilit.belgium.be/en/road/driving',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [10],
      separators: ' ',
      groups: [
        [3, 3, 4],
        [5, 5],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^\d{10}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['driving licence', 'driving licence number', 'drivers license number', 'licence number'],
    nl: ['rijbewijs', 'rijbewijsnummer', 'rijbewijs nr', 'rijbewijsnr', 'nummer rijbewijs'],
    fr: ['permis de conduire', 'numero de permis', 'n° de permis', 'numero de permis de conduire', 'n° permis'],
    de: ['fuhrerschein', 'fuehrerschein', 'fuhrerscheinnummer'],
  },
  columns: [
    'rijbewijs',
    'rijbewijsnummer',
    'rijbewijs_nr',
    'permis_de_conduire',
    'numero_permis',
    'driving_licence',
    'driving_licence_number',
  ],
  negativeLabels: ['telefoon', 'gsm', 'telephone', 'btw', 'tva'],
  needs: 'label',
  deny: [],
  reach: 10,
  examples: {
    valid: ['0463891259', '4795048911', '3582451665', '8773553889', '1058953506'],
    invalid: ['046389125', '47950489117', '3582451665Q', '463891259', '358245166512', '4795048911ZZ'],
  },
} satisfies Detector;
