import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';

/** A UUID behind a label of Apple's or Google's. */
export default {
  id: 'device.advertising_id',
  version: 1,
  title: 'Advertising id of a device',
  category: 'user.device.device_id',
  countries: [],
  sources: [
    'https://developer.apple.com/documentation/adsupport/asidentifiermanager/advertisingidentifier',
    'https://support.google.com/googleplay/android-developer/answer/6048248',
  ],
  shapes: [{ kind: 'labelled' }],
  check(value) {
    const match = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\w-])/i.exec(value);
    if (match === null) return invalid;
    const id = match[0].toLowerCase();
    if (/^[0-]+$/.test(id)) return invalid;
    return valid(id, { length: id.length, distinctive: 1 });
  },
  falseAccept: 1,

  labels: {
    en: [
      'idfa',
      'gaid',
      'aaid',
      'advertising id',
      'google advertising id',
      'apple advertising id',
      'advertising identifier',
      'ad id',
      'idfv',
      'device uuid',
    ],
    de: ['werbe-id', 'werbekennung'],
    fr: ['identifiant publicitaire'],
    es: ['identificador de publicidad', 'id de publicidad'],
    it: ['id pubblicita', 'identificativo pubblicitario'],
    nl: ['advertentie-id', 'reclame-id'],
    pl: ['identyfikator reklamowy'],
    sv: ['annons-id', 'reklam-id'],
  },
  columns: ['idfa', 'gaid', 'aaid', 'advertising_id', 'google_advertising_id', 'ad_id', 'device_uuid'],

  needs: 'label',

  reach: 36,
  examples: {
    valid: [
      '1bd05459-91fb-456b-b3f6-caee7e9cdcbd',
      '4e3d5de5-2cae-41a3-baf0-de4912e7224e',
      '81c5032e-7e60-4950-9b89-1718aa97a745',
    ],
    invalid: ['00000000-0000-0000-0000-000000000000', '1234-5678', 'zzzzzzzz-1111-4111-8111-111111111111'],
  },
} satisfies Detector;
