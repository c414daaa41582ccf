import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { cardBrand } from '../lib/card-brands.ts';
import { luhn } from '../lib/luhn.ts';
import { testCards } from '../lib/test-cards.ts';
import { denyPlaceholder } from '../lib/text.ts';

/**
 * Track 1 (B, number, ^, name, ^, expiry, service code) or track 2 (number, =, expiry, service code): must not be
 * kept after authorisation (ISO/IEC 7813).
 */
export default {
  id: 'card.track',
  version: 1,
  title: 'Magnetic stripe data of a payment card',
  category: 'user.financial.credit_card',
  countries: [],
  sources: ['https://www.iso.org/standard/79015.html', 'https://www.pcisecuritystandards.org/document_library/'],
  shapes: [
    { kind: 'token', prefixes: ['B3', 'B4', 'B5', 'B6', 'B2'], min: 30, max: 79, also: '^/ .-' },
    { kind: 'token', prefixes: ['3', '4', '5', '6', '2'], min: 22, max: 40, also: '=' },
  ],
  check(value) {
    const match = /^B?(\d{13,19})(?:\^[A-Z ./-]{2,26}\^|=)\d{2}(0[1-9]|1[0-2])\d{3}\d*$/i.exec(value.trim());
    if (match === null || cardBrand(match[1]!) === null || !luhn(match[1]!)) return invalid;
    const known = testCards.find((card) => card.value === match[1]);
    return valid(value.trim(), {
      distinctive: 2,
      ...(known === undefined ? denyPlaceholder(match[1]!) : { deny: known.reason }),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['track', 'track 1', 'track 2', 'track data', 'magstripe', 'magnetic stripe', 'swipe', 'swipe data'],
    de: ['magnetstreifen', 'spur', 'spurdaten'],
    fr: ['piste', 'piste magnetique', 'bande magnetique'],
    es: ['banda magnetica', 'pista'],
    it: ['banda magnetica', 'traccia'],
    nl: ['magneetstrip', 'spoor'],
    pl: ['pasek magnetyczny', 'sciezka'],
    sv: ['magnetremsa', 'spar'],
  },
  columns: ['track', 'track1', 'track2', 'track_data', 'magstripe', 'swipe_data'],

  reach: 80,
  examples: {
    valid: [
      '4716382091452077=280810100097',
      '5263287041759196=28121017499',
      'B4716382091452077^ROSENKOHL/LENA^2702101012272',
    ],
    invalid: ['4716382091452078=2712101123', '9999999999999999=2712101123', '4716382091452077=2713101123'],
  },
} satisfies Detector;
