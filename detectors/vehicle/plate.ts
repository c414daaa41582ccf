import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';

/** Letters and digits as on the plates of most countries, behind a label. */
export default {
  id: 'vehicle.plate',
  version: 1,
  title: 'Licence plate',
  category: 'user.government_id.vehicle_registration',
  countries: [],
  sources: ['https://unece.org/transport/road-transport', 'https://en.wikipedia.org/wiki/Vehicle_registration_plate'],
  shapes: [{ kind: 'labelled' }],
  check(value) {
    const match = /^[\p{Lu}\d]{1,4}(?:[ -]?[\p{Lu}\d]{1,4}){1,3}(?![\p{L}\d-])/u.exec(value);
    if (match === null) return invalid;
    const plate = match[0].replace(/[ -]/g, '');
    if (
      plate.length < 4 ||
      plate.length > 10 ||
      !/\d/.test(plate) ||
      !/\p{Lu}/u.test(plate) ||
      /^\d+[A-Z]$/.test(plate)
    )
      return invalid;
    return valid(plate, { length: match[0].length });
  },
  falseAccept: 1,

  labels: {
    en: [
      'licence plate',
      'license plate',
      'plate',
      'plate no',
      'plate number',
      'number plate',
      'registration plate',
      'vehicle registration',
      'vehicle registration number',
      'reg no',
      'car registration',
      'tag number',
    ],
    de: ['kennzeichen', 'kfz-kennzeichen', 'amtliches kennzeichen', 'nummernschild', 'autokennzeichen'],
    fr: ['plaque d immatriculation', 'immatriculation', 'plaque'],
    es: ['matricula', 'placa', 'patente', 'numero de placa'],
    it: ['targa', 'numero di targa'],
    nl: ['kenteken', 'kentekennummer'],
    pl: ['numer rejestracyjny', 'nr rejestracyjny', 'tablica rejestracyjna'],
    sv: ['registreringsnummer', 'regnr', 'reg nr', 'registreringsskylt'],
  },
  columns: [
    'license_plate',
    'licence_plate',
    'plate',
    'plate_number',
    'number_plate',
    'kennzeichen',
    'kfz_kennzeichen',
    'immatriculation',
    'matricula',
    'targa',
    'kenteken',
    'regnr',
  ],

  negativeLabels: ['model'],
  needs: 'label',

  reach: 24,
  examples: {
    valid: ['HH-KA 4171', 'AB12 CDE', 'KA53ME3456', '7XKB419'],
    invalid: ['unbekannt', '1234', 'A', 'ist defekt'],
  },
} satisfies Detector;
