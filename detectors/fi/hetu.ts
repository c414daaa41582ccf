import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { plain } from '../lib/text.ts';

/** Birth date as DDMMYY, a sign for the century (+, -, A and since 2023 Y X W V U, B C D E F), a serial from 002, a check character modulus 31. Serials from 900 are of temporary numbers. */
export default {
  id: 'fi.hetu',
  version: 1,
  title: 'Finnish personal identity code (HETU)',
  category: 'user.government_id.national_identification_number',
  countries: ['FI'],
  sources: [
    'https://dvv.fi/en/personal-identity-code',
    'https://dvv.fi/en/reform-of-personal-identity-code',
    'https://fi.wikipedia.org/wiki/Henkil%C3%B6tunnus',
  ],
  shapes: [
    { kind: 'mask', mask: '999999A999X' },
    { kind: 'mask', mask: '999999999X', separators: '-+' },
  ],
  check(value) {
    const written = plain(value).toUpperCase();
    const parts = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(\d{3})([\dA-FHJ-NPR-Y])$/.exec(written);
    if (parts === null) return invalid;
    const [, day, month, year, sign, serial, check] = parts;
    const century = sign === '+' ? 1800 : 'ABCDEF'.includes(sign!) ? 2000 : 1900;
    if (Number(serial) < 2 || !isDay(century + Number(year), Number(month), Number(day))) return invalid;
    if ('0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(Number(day! + month! + year! + serial!) % 31) !== check)
      return invalid;
    return valid(
      written,
      serial! >= '900' ? { deny: 'test value: serials from 900 are given to nobody for good' } : {},
    );
  },
  falseAccept: 0.0011,
  distinctive: 1,
  labels: {
    en: [
      'finnish personal identity code',
      'personal identity code',
      'personal id code',
      'hetu',
      'social security number',
      'personal identification number',
    ],
    fi: [
      'henkilotunnus',
      'henkilotunnukset',
      'henkilotunnuksen',
      'henkilotunnusta',
      'henkilotunnuksella',
      'henkilotunnuksesi',
      'hetu',
      'hetun',
      'sosiaaliturvatunnus',
      'sotu',
      'sotun',
      'syntymaaika ja tunnus',
    ],
    sv: ['personbeteckning', 'personbeteckningen', 'personsignum', 'socialskyddssignum', 'beteckning'],
  },
  columns: [
    'henkilotunnus',
    'hetu',
    'sotu',
    'sosiaaliturvatunnus',
    'personbeteckning',
    'personal_identity_code',
    'national_id',
  ],
  deny: [{ value: '131052-308T', reason: 'documentation: the usual sample' }],
  reach: 11,
  examples: {
    valid: ['060291-231D', '290805A2705', '180253Y295D', '200603-316P', '250715A427D'],
    invalid: ['080291-231D', '290865A2705', '131352-308T', '131052/308T', '060291-231', '290805A27057'],
  },
} satisfies Detector;
