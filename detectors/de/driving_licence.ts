import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** Office (a letter or digit and three digits), five letters and digits, a check character, the number of the copy: B072RRE2I55. */
export default {
  id: 'de.driving_licence',
  version: 1,
  title: 'German driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['DE'],
  sources: [
    'https://www.gesetze-im-internet.de/fev_2010/anlage_8.html',
    'https://de.wikipedia.org/wiki/F%C3%BChrerschein_(Deutschland)',
  ],
  shapes: [{ kind: 'mask', mask: 'X999XXXXXXX' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z\d]\d{3}[A-Z\d]{5}[\dX][A-Z\d]$/.test(number) && /[A-Z]/.test(number) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: [
      'driving licence',
      'driving licence number',
      "driver's licence",
      'drivers license number',
      'driving license number',
      'licence number',
    ],
    de: [
      'fuhrerschein',
      'fuehrerschein',
      'fuhrerscheinnummer',
      'fuehrerscheinnummer',
      'fuhrerscheinnummern',
      'fuhrerschein-nr',
      'fuhrerschein-nr.',
      'fuhrerscheinnr',
      'fuhrerschein nr',
      'fahrerlaubnis',
      'fahrerlaubnisnummer',
      'fahrerlaubnis-nr',
      'fs-nr',
    ],
  },
  columns: [
    'fuehrerschein',
    'fuhrerscheinnummer',
    'fuehrerscheinnummer',
    'fuhrerschein_nr',
    'fuehrerschein_nr',
    'fahrerlaubnisnummer',
    'driving_licence_number',
    'licence_number',
  ],
  needs: 'label',
  deny: [{ value: 'B072RRE2I55', reason: 'documentation: specimen of the licence' }],
  reach: 11,
  examples: {
    valid: ['J107QN4S8X3', 'V38998Y2745', 'U012WU0J8X6', 'B67208P8732', 'N470YR6Q3X4'],
    invalid: ['12345678901', 'AB72RRE2I55', 'B072RRE2I5', 'J107QN4S8X', 'V38998Y27457', 'U012WU0J8X6Q'],
  },
} satisfies Detector;
