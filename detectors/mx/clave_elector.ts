import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { compact } from '../lib/text.ts';

/** Six consonants of the names, the birth date, the state, the sex, and three digits. */
export default {
  id: 'mx.clave_elector',
  version: 1,
  title: 'Mexican voter key (INE)',
  category: 'user.government_id.national_identification_number',
  countries: ['MX'],
  sources: [
    'https://www.ine.mx/credencial/',
    'https://portal.ine.mx/credencial/estadisticas-lista-nominal-padron-electoral/',
  ],
  shapes: [{ kind: 'mask', mask: 'AAAAAA99999999A999' }],
  check(value) {
    const number = compact(value);
    const match = /^[A-Z]{6}(\d{2})(\d{2})(\d{2})(\d{2})[HM]\d{3}$/.exec(number);
    if (match === null) return invalid;
    const [year, month, day, state] = match.slice(1).map(Number) as [number, number, number, number];
    const real = (state >= 1 && state <= 33) || state === 87 || state === 88;
    return real && isDayOfSomeCentury(year, month, day) ? valid(number, { distinctive: 1 }) : invalid;
  },
  falseAccept: 0.013,

  labels: {
    en: ['clave de elector', 'voter key', 'mexican voter id', 'ine number', 'ine'],
    es: ['clave de elector', 'clave elector', 'credencial de elector', 'credencial para votar', 'ine', 'ife'],
  },
  columns: ['clave_elector', 'clave_de_elector', 'ine', 'ife', 'credencial_elector'],

  reach: 18,
  examples: {
    valid: ['PRZLSA76050310H067', 'PRZLSA83081416H572', 'PRZLSA87052116M008'],
    invalid: ['GMZMRA85133109H700', 'GMZMRA85022199H700', 'GMZMRA8502110'],
  },
} satisfies Detector;
