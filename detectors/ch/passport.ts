import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** A letter and seven letters or digits, among them digits: S of a passport, E, C or others of an identity card. */
export default {
  id: 'ch.passport',
  version: 1,
  title: 'Swiss passport or identity card number',
  category: 'user.government_id.passport_number',
  countries: ['CH'],
  sources: ['https://www.fedpol.admin.ch/fedpol/de/home/pass---identitaetskarte.html'],
  shapes: [
    { kind: 'mask', mask: 'AX999999' },
    { kind: 'mask', mask: 'AXXXXXX9' },
  ],
  check(value) {
    const number = compact(value);
    return /^[A-Z][A-Z\d]{7}$/.test(number) && (number.match(/\d/g)?.length ?? 0) >= 3 ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['swiss passport', 'passport', 'passport no', 'passport number', 'identity card number', 'id card number'],
    de: [
      'reisepass',
      'reisepassnummer',
      'passnummer',
      'pass-nr',
      'pass-nr.',
      'pass nr',
      'schweizer pass',
      'identitatskarte',
      'identitaetskarte',
      'identitatskartennummer',
      'id-karte',
      'ausweisnummer',
      'ausweis-nr',
    ],
    fr: [
      'passeport',
      'numero de passeport',
      'no de passeport',
      'n° de passeport',
      'carte d identite',
      'numero de carte d identite',
    ],
    it: ['passaporto', 'numero di passaporto', 'carta d identita', 'numero della carta d identita'],
  },
  columns: [
    'passport',
    'passport_no',
    'passport_number',
    'passnummer',
    'pass_nr',
    'reisepassnummer',
    'passeport',
    'no_passeport',
    'passaporto',
    'ausweisnummer',
    'identitaetskarte',
  ],
  needs: 'label',
  deny: [],
  reach: 8,
  examples: {
    valid: ['E7326417', 'SF357923', 'C32B8O96', 'S5317869', 'SU594848'],
    invalid: ['12345678', 'SABCDE12', 'E732641', 'SF3579237', 'C32B8O96Q', '7326417'],
  },
} satisfies Detector;
