import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { inconvenientWords } from '../lib/mexico.ts';
import { compact, plain } from '../lib/text.ts';

/**
 * Four letters (a company: three), the date of birth or foundation, and three more, the last a check digit that is
 * often wrong in life: it adds, its absence takes nothing.
 */
export default {
  id: 'mx.rfc',
  version: 1,
  title: 'Mexican RFC',
  category: 'user.government_id.national_identification_number',
  countries: ['MX'],
  sources: [
    'https://www.sat.gob.mx/consultas/44083/consulta-tu-informacion-fiscal',
    'https://es.wikipedia.org/wiki/Registro_Federal_de_Contribuyentes',
  ],
  shapes: [
    { kind: 'mask', mask: 'AAAA999999XXX', separators: '- ' },
    { kind: 'mask', mask: 'AAA999999XXX', separators: '- ' },
  ],
  check(value) {
    const number = compact(value);
    if (!/^[A-ZÑ&]{3,4}\d{6}(?:[\dA-Z]{3})?$/.test(number) || number.length === 9) return invalid;
    const letters = number.length === 12 ? 3 : 4;
    if (letters === 4 && inconvenientWords.has(number.slice(0, 4)) && !allowed.has(number.slice(0, 4))) return invalid;
    const [year, month, day] = [0, 2, 4].map((at) => Number(number.slice(letters + at, letters + at + 2))) as [
      number,
      number,
      number,
    ];
    if (!isDayOfSomeCentury(year, month, day)) return invalid;
    if (number.length > 10 && !/^.{3,4}([- ]?)\d{6}\1.{3}$/.test(plain(value))) return invalid;
    return valid(number, checks(number) ? { falseAccept: 0.005, distinctive: 1, ...generic(number) } : generic(number));
  },
  falseAccept: 0.037,

  labels: {
    en: ['rfc', 'rfcs', 'rfc number', 'mexican tax id', 'tax id', 'federal taxpayer registry'],
    es: ['rfc', 'clave rfc', 'registro federal de contribuyentes', 'rfc con homoclave', 'r f c'],
  },
  columns: ['rfc', 'clave_rfc', 'numero_rfc', 'rfc_cliente', 'rfc_emisor', 'rfc_receptor'],

  negativeLabels: ['pull request'],

  reach: 15,
  examples: {
    valid: ['LOMA820722AA8', 'PERA-710827-A95', 'NOR021129AA4'],
    invalid: ['GOMA851331AB1', 'RUIN850211AB1', 'GOMA85021'],
  },
} satisfies Detector;

/** These stand in the list for the CURP alone. */
const allowed: ReadonlySet<string> = new Set(
  'BACA BAKA COGI COLA FALO GETA GUEI JETA KAKO KOGI KOJA KOJE KOJI KOLA LILO LOCA LOCO LOKA LOKO MIAR MOKO MULO NACA NACO PIPI PITO POPO ROBA ROBE ROBO SENO TETA VACA VAGA VAGO VAKA VUEI VUEY WUEI WUEY'.split(
    ' ',
  ),
);

const alphabet = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';

function checks(number: string): boolean {
  if (number.length < 12) return false;
  const padded = number.padStart(13, ' ');
  let sum = 0;
  for (let i = 0; i < 12; i++) sum += alphabet.indexOf(padded[i]!) * (13 - i);
  return alphabet[(11 - (sum % 11)) % 11] === padded[12];
}

function generic(number: string): { deny?: string } {
  return /^X[AE]XX010101000$/.test(number) ? { deny: 'placeholder: the general public, or a foreigner' } : {};
}
