import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/**
 * Seventeen figures without I, O and Q. In North America and China the ninth is a check of modulus 11; elsewhere it
 * is not, so that a label is needed.
 */
export default {
  id: 'vehicle.vin',
  version: 1,
  title: 'Vehicle identification number',
  category: 'user.government_id.vehicle_registration',
  countries: [],
  sources: [
    'https://www.iso.org/standard/52200.html',
    'https://www.ecfr.gov/current/title-49/subtitle-B/chapter-V/part-565',
  ],
  shapes: [{ kind: 'mask', mask: 'XXXXXXXXXXXXXXXXX' }],
  check(value) {
    const vin = compact(value);
    if (!/^[A-HJ-NPR-Z\d]{13}\d{4}$/.test(vin) || !/[A-Z]/.test(vin) || /(.)\1{5}/.test(vin)) return invalid;
    let sum = 0;
    for (let i = 0; i < 17; i++) sum += figureValue(vin[i]!) * [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2][i]!;
    if ('0123456789X'[sum % 11] === vin[8])
      return valid(vin, { falseAccept: 0.0002, distinctive: value === vin ? 0.5 : 0 });
    return /^[1-5L]/.test(vin) ? invalid : valid(vin, { falseAccept: 0.01, needs: 'label' });
  },
  falseAccept: 0.85,

  labels: {
    en: [
      'vin',
      'vins',
      'vin number',
      'vin no',
      'vehicle identification number',
      'chassis number',
      'chassis no',
      'frame number',
    ],
    de: ['fin', 'fahrgestellnummer', 'fahrzeug-identifizierungsnummer', 'fahrzeugidentnummer', 'fgst-nr'],
    fr: ['vin', 'numero de chassis', 'numero d identification du vehicule', 'numero de serie du vehicule'],
    es: ['vin', 'numero de bastidor', 'numero de chasis', 'bastidor'],
    it: ['vin', 'numero di telaio', 'telaio'],
    nl: ['vin', 'chassisnummer', 'voertuigidentificatienummer'],
    pl: ['vin', 'numer vin', 'numer nadwozia', 'nr vin'],
    sv: ['vin', 'chassinummer', 'fordonsidentifikationsnummer'],
  },
  columns: ['vin', 'vin_number', 'vehicle_identification_number', 'chassis_number', 'fahrgestellnummer'],

  negativeLabels: ['hash', 'token', 'key'],

  reach: 17,
  examples: {
    valid: ['1HGCS8235A8110396', 'WVWZAB1K97W003960', 'JTEBN38V114030365'],
    invalid: ['1HGCM82633A004353', '1HGCM82633A00435', '1HGCM8263QA004352'],
  },
} satisfies Detector;

/** A 1 … H 8, J 1 … R 9, S 2 … Z 9. */
function figureValue(figure: string): number {
  if (/\d/.test(figure)) return Number(figure);
  return '.ABCDEFGH..JKLMN.P.R..STUVWXYZ'.indexOf(figure) % 10;
}
