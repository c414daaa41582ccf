import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Twelve digits; there is no published check. */
export default {
  id: 'ch.driving_licence',
  version: 1,
  title: 'Swiss driving licence number (FABER)',
  category: 'user.government_id.drivers_license_number',
  countries: ['CH'],
  sources: ['https://www.astra.admin.ch/astra/de/home/fachleute/fahrzeuge/informationen-strassenverkehrsaemter.html'],
  shapes: [
    {
      kind: 'digits',
      digits: [12],
      separators: ' ',
      groups: [
        [4, 4, 4],
        [3, 3, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    return /^\d{12}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['driving licence', 'driving licence number', 'drivers license number', 'licence number'],
    de: [
      'fuhrerausweis',
      'fuehrerausweis',
      'fuhrerausweisnummer',
      'fuehrerausweisnummer',
      'fuhrerausweis-nr',
      'fuhrerausweis nr',
      'faber-nr',
      'faber',
      'fahrausweis',
    ],
    fr: ['permis de conduire', 'numero de permis', 'no de permis', 'n° de permis', 'numero de permis de conduire'],
    it: ['licenza di condurre', 'numero di licenza di condurre', 'patente'],
  },
  columns: [
    'fuehrerausweis',
    'fuhrerausweisnummer',
    'fuehrerausweisnummer',
    'fuehrerausweis_nr',
    'faber_nr',
    'permis_de_conduire',
    'numero_permis',
    'driving_licence_number',
  ],
  needs: 'label',
  deny: [],
  reach: 14,
  examples: {
    valid: ['699775158306', '0599 0433 2125', '870603624739', '0428 9427 8991', '484635908900'],
    invalid: ['69977515830', '0599 0433 21257', '870603624739Q', '99775158306', '87060362473912', '0599 0433 2125ZZ'],
  },
} satisfies Detector;
