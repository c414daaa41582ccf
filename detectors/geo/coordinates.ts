import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';

/**
 * Latitude and longitude in degrees with three decimals or more, behind a label: a place to within a hundred
 * metres.
 */
export default {
  id: 'geo.coordinates',
  version: 1,
  title: 'Geographic coordinates',
  category: 'user.location.precise',
  countries: [],
  sources: ['https://www.iso.org/standard/75147.html', 'https://www.rfc-editor.org/rfc/rfc5870'],
  shapes: [{ kind: 'labelled' }],
  check(value) {
    const match = /^\(?([+-]?\d{1,2}\.\d{3,})°?\s*([NS])?\s?[,;/ ]\s*([+-]?\d{1,3}\.\d{3,})°?(?:\s?[EWO])?\)?/.exec(
      value,
    );
    if (match === null || Math.abs(Number(match[1])) > 90 || Math.abs(Number(match[3])) > 180) return invalid;
    if (Number(match[1]) === 0 && Number(match[3]) === 0) return invalid;
    return valid(`${match[1]},${match[3]}`, { length: match[0].length, distinctive: 1 });
  },
  falseAccept: 1,

  labels: {
    en: [
      'coordinates',
      'gps',
      'gps coordinates',
      'lat lon',
      'lat long',
      'lat lng',
      'latitude longitude',
      'latlng',
      'location',
      'position',
      'geo',
      'geolocation',
      'home location',
    ],
    de: ['koordinaten', 'gps-koordinaten', 'standort', 'position'],
    fr: ['coordonnees', 'coordonnees gps', 'position', 'localisation'],
    es: ['coordenadas', 'coordenadas gps', 'ubicacion', 'posicion'],
    it: ['coordinate', 'coordinate gps', 'posizione'],
    nl: ['coordinaten', 'gps-coordinaten', 'locatie'],
    pl: ['wspolrzedne', 'wspolrzedne gps', 'lokalizacja', 'polozenie'],
    sv: ['koordinater', 'gps-koordinater', 'position', 'plats'],
  },
  columns: [
    'coordinates',
    'gps',
    'gps_coordinates',
    'lat_lon',
    'lat_lng',
    'latlng',
    'geolocation',
    'geo_point',
    'position',
  ],

  needs: 'label',

  reach: 60,
  examples: {
    valid: ['53.5511, 9.9937', '-33.8688,151.2093', '48.85661,2.35222'],
    invalid: ['53.5, 9.9', '95.1234, 10.1234', '0.000, 0.000', 'Hamburg'],
  },
} satisfies Detector;
