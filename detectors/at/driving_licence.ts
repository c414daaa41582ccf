import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Eight digits; there is no check. */
export default {
  id: 'at.driving_licence',
  version: 1,
  title: 'Austrian driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['AT'],
  sources: ['https://www.oesterreich.gv.at/themen/mobilitaet/fuehrerschein.html'],
  shapes: [
    {
      kind: 'digits',
      digits: [8],
      separators: ' ',
      groups: [
        [4, 4],
        [2, 3, 3],
        [2, 6],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^\d{8}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['driving licence', 'driving licence number', 'drivers license number', 'licence number'],
    de: [
      'fuhrerschein',
      'fuehrerschein',
      'fuhrerscheinnummer',
      'fuehrerscheinnummer',
      'fuhrerschein-nr',
      'fuhrerschein-nr.',
      'fuhrerscheinnr',
      'fuhrerschein nr',
      'lenkberechtigung',
      'fs-nr',
    ],
  },
  columns: [
    'fuehrerschein',
    'fuhrerscheinnummer',
    'fuehrerscheinnummer',
    'fuhrerschein_nr',
    'fuehrerschein_nr',
    'driving_licence_number',
  ],
  negativeLabels: ['telefon', 'tel', 'fax', 'datum', 'ausstellungsdatum'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['31109238', '3758 2600', '82520763', '5301 9409', '87428963'],
    invalid: ['3110923', '3758 26007', '82520763Q', '1109238', '8252076312', '3758 2600ZZ'],
  },
} satisfies Detector;
