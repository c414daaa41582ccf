import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** The electronic card: two letters, five digits, two letters (CA12345AA); the paper one: two letters and seven digits. */
export default {
  id: 'it.id_card',
  version: 1,
  title: 'Italian identity card number',
  category: 'user.government_id.national_identification_number',
  countries: ['IT'],
  sources: [
    'https://www.cartaidentita.interno.gov.it/',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [
    { kind: 'mask', mask: 'AA99999AA', separators: ' ' },
    { kind: 'mask', mask: 'AA9999999', separators: ' ' },
  ],
  check(value) {
    const number = compact(value);
    const form =
      /^(?:[A-Z]{2}\d{5}[A-Z]{2}|[A-Z]{2}\d{7})$/.test(number) && /^[a-z]{2} ?\d+ ?[a-z]*$/i.test(plain(value));
    return form ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['italian identity card', 'identity card', 'identity card number', 'id card', 'id card number', 'id card no'],
    it: [
      "carta d'identita",
      "carte d'identita",
      'carta di identita',
      'c.i.',
      "numero carta d'identita",
      "numero della carta d'identita",
      "n. carta d'identita",
      'carta identita',
      'cie',
      'numero cie',
      'documento',
      "documento d'identita",
      'documento di identita',
      'numero documento',
      'n. documento',
    ],
  },
  columns: [
    'carta_identita',
    'numero_carta_identita',
    'num_carta_identita',
    'cie',
    'documento',
    'numero_documento',
    'documento_identita',
    'id_card',
    'id_card_number',
    'identity_card',
  ],
  needs: 'label',
  deny: [{ value: 'CA00000AA', reason: 'documentation: specimen of the card' }],
  reach: 10,
  examples: {
    valid: ['CV65728OP', 'GW7201583', 'CI 6165858', 'CC90582IH', 'BC4655441'],
    invalid: ['CV65728O', 'GW72015837', 'CI 6165858Q', 'V65728OP', 'CI 616585812', 'GW7201583ZZ'],
  },
} satisfies Detector;
