import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** A letter (A ordinary, D diplomatic, M official, T temporary) and eight digits. */
export default {
  id: 'za.passport',
  version: 1,
  title: 'South African passport number',
  category: 'user.government_id.passport_number',
  countries: ['ZA'],
  sources: [
    'https://www.dha.gov.za/index.php/civic-services/travel-documents2',
    'https://www.icao.int/publications/doc-series/doc-9303',
  ],
  shapes: [{ kind: 'mask', mask: 'A99999999' }],
  check(value) {
    const number = compact(value);
    return /^[ADMT]\d{8}$/.test(number) ? valid(number, denyPlaceholder(number.replace(/\D/g, ''))) : invalid;
  },
  falseAccept: 0.15,

  labels: {
    en: [
      'passport',
      'passport number',
      'passport no',
      'passport nr',
      'passport id',
      'travel document',
      'travel document number',
    ],
    af: ['paspoort', 'paspoortnommer'],
  },
  columns: ['passport', 'passport_number', 'passport_no', 'passport_id', 'travel_document_number'],

  negativeLabels: ['visa', 'flight', 'order'],
  needs: 'label',

  reach: 12,
  examples: { valid: ['T20626167', 'A68539737', 'M79219718'], invalid: ['B12345678', 'AB1234567', 'A1234567'] },
} satisfies Detector;
