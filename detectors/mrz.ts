import type { Detector } from '../agent/contracts/detector.ts';
import { invalid, valid } from './lib/answers.ts';
import { icaoSum } from './lib/icao.ts';

/**
 * The line with numbers of a passport, visa or card (ICAO Doc 9303: TD1, TD2, TD3), whose check digits are right.
 */
export default {
  id: 'mrz',
  version: 1,
  title: 'Machine-readable zone of a travel document',
  category: 'user.government_id.passport_number',
  countries: [],
  sources: ['https://www.icao.int/publications/doc-series/doc-9303'],
  shapes: [{ kind: 'token', prefixes: [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'], min: 30, max: 44, also: '<' }],
  check(value) {
    const line = value.toUpperCase();
    if (!/^[\dA-Z<]{30,44}$/.test(line)) return invalid;
    const checks = (from: number, to: number, at = to) =>
      icaoSum(line.slice(from, to).replaceAll('<', '0')) % 10 === Number(line[at] === '<' ? 0 : line[at]);
    // TD1, second line: birth and expiry; TD2 and TD3, second line: number, birth and expiry.
    const card = line.length === 30 && /^\d{7}[MFX<]\d{7}[A-Z<]{3}/.test(line) && checks(0, 6) && checks(8, 14);
    const book =
      line.length !== 30 &&
      /^[\dA-Z<]{9}[\d<][A-Z<]{3}\d{7}[MFX<]\d{7}/.test(line) &&
      checks(0, 9) &&
      checks(13, 19) &&
      checks(21, 27);
    if (!card && !book) return invalid;
    const country = card ? line.slice(15, 18) : line.slice(10, 13);
    return valid(line, {
      distinctive: 3,
      ...(country === 'UTO' ? { deny: 'documentation: Utopia, the specimen of the standard' } : {}),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['mrz', 'machine readable zone', 'passport', 'passport mrz', 'travel document'],
    de: ['mrz', 'maschinenlesbare zone', 'reisepass'],
    fr: ['mrz', 'zone de lecture automatique', 'passeport'],
    es: ['mrz', 'zona de lectura mecanica', 'pasaporte'],
    it: ['mrz', 'zona a lettura ottica', 'passaporto'],
    nl: ['mrz', 'machineleesbare zone', 'paspoort'],
    pl: ['mrz', 'strefa odczytu maszynowego', 'paszport'],
    sv: ['mrz', 'maskinlasbar zon', 'pass'],
  },
  columns: ['mrz', 'mrz_line', 'mrz_line_2', 'passport_mrz', 'machine_readable_zone'],

  reach: 44,
  examples: {
    valid: [
      'C4TX82ML<9D<<8403272F2908144<<<<<<<<<<<<<<<2',
      'M71Q5520<2NLD9107120M3011032<<<<<<<<<<<<<<<8',
      '7705197M2806309D<<<<<<<<<<<<<4',
      'X8120937<1USA6902287F2701013<<<<<<<<<<<<<<<8',
    ],
    invalid: [
      'L898902C37UTO7408122F1204159ZE184226B<<<<<10',
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      '7408122F1204158UTO<<<<<<<<<<<6',
    ],
  },
} satisfies Detector;
