import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { inconvenientWords } from '../lib/mexico.ts';
import { compact } from '../lib/text.ts';

/**
 * Four letters of the names, the birth date, sex, state, three consonants, one to tell homonyms apart, and a check
 * digit.
 */
export default {
  id: 'mx.curp',
  version: 1,
  title: 'Mexican CURP',
  category: 'user.government_id.national_identification_number',
  countries: ['MX'],
  sources: ['https://www.gob.mx/curp/', 'https://es.wikipedia.org/wiki/Clave_%C3%9Anica_de_Registro_de_Poblaci%C3%B3n'],
  shapes: [{ kind: 'mask', mask: 'AAAA999999AAAAAAX9' }],
  check(value) {
    const number = compact(value);
    if (
      !/^[A-Z]{4}\d{6}[HMX][A-Z]{5}[\dA-Z]\d$/.test(number) ||
      !states.has(number.slice(11, 13)) ||
      inconvenientWords.has(number.slice(0, 4))
    )
      return invalid;
    const century = /\d/.test(number[16]!) ? 1900 : 2000;
    const [year, month, day] = [4, 6, 8].map((at) => Number(number.slice(at, at + 2))) as [number, number, number];
    if (!isDay(century + year, month, day)) return invalid;
    let sum = 0;
    for (let i = 0; i < 17; i++) sum += alphabet.indexOf(number[i]!) * (18 - i);
    return (10 - (sum % 10)) % 10 === Number(number[17]) ? valid(number, { distinctive: 1 }) : invalid;
  },
  falseAccept: 0.0033,

  labels: {
    en: ['curp', 'curps', 'curp number', 'population registry code', 'mexican national id'],
    es: ['curp', 'clave curp', 'clave unica', 'clave unica de registro de poblacion', 'curp no'],
  },
  columns: ['curp', 'clave_curp', 'numero_curp', 'clave_unica', 'curp_cliente'],

  deny: [{ value: 'BOXW310820HNERXN09', reason: 'documentation: the sample of python-stdnum' }],

  reach: 18,
  examples: {
    valid: ['PERA891120MDFRRN06', 'RAMA720105HPLNVR11', 'MORA010611HGTLPZB6'],
    invalid: ['GOMA850231HDFRRN04', 'GOMA850211HZZRRN04', 'GOMA850211XX'],
  },
} satisfies Detector;

const alphabet = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';

/** States, and NE for those born abroad. */
const states: ReadonlySet<string> = new Set(
  'AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS NE'.split(' '),
);
