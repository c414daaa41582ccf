import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { mod97 } from '../lib/iso7064.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Birth date as YYMMDD, a serial (odd for men), and 97 less the remainder of the nine by 97; for who was born from 2000 on a 2 is put in front of the nine. */
export default {
  id: 'be.nn',
  version: 1,
  title: 'Belgian national register number',
  category: 'user.government_id.national_identification_number',
  countries: ['BE'],
  sources: ['https://www.ibz.rrn.fgov.be/', 'https://nl.wikipedia.org/wiki/Rijksregisternummer'],
  shapes: [
    {
      kind: 'digits',
      digits: [11],
      separators: '.- /',
      groups: [
        [2, 2, 2, 3, 2],
        [6, 3, 2],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const parts = /^(\d{2})(\d{2})(\d{2})\d{3}(\d{2})$/.exec(digits);
    if (parts === null) return invalid;
    const century = [1900, 2000].find(
      (one) =>
        97 - mod97((one === 2000 ? '2' : '') + digits.slice(0, 9)) === Number(parts[4]) &&
        isDay(one + Number(parts[1]), Number(parts[2]), Number(parts[3])),
    );
    return century === undefined
      ? invalid
      : valid(digits, { distinctive: plain(value).includes('-') ? 1 : 0, ...denyPlaceholder(digits) });
  },
  falseAccept: 0.00074,
  labels: {
    en: [
      'belgian national number',
      'national number',
      'national register number',
      'national registration number',
      'insz',
      'niss',
      'ssin',
      'social security identification number',
    ],
    nl: [
      'rijksregisternummer',
      'rijksregisternummers',
      'rijksregisternr',
      'rijksregister nr',
      'rr-nummer',
      'rr nr',
      'insz',
      'insz-nummer',
      'insz nummer',
      'nationaal nummer',
      'identificatienummer van de sociale zekerheid',
    ],
    fr: [
      'numero de registre national',
      'numeros de registre national',
      'n° de registre national',
      'no de registre national',
      'registre national',
      'numero national',
      'n° national',
      'nrn',
      'niss',
      'numero niss',
      "numero d'identification de la securite sociale",
    ],
    de: ['nationalregisternummer', 'nationalregister-nr', 'enss', 'inss'],
  },
  columns: [
    'rijksregisternummer',
    'rijksregister_nr',
    'rrn',
    'insz',
    'insz_nummer',
    'niss',
    'numero_national',
    'numero_registre_national',
    'national_number',
    'national_register_number',
    'nationaal_nummer',
  ],
  negativeLabels: ['btw', 'tva', 'ondernemingsnummer', 'numero d entreprise', 'telefoon', 'telephone'],
  deny: [
    { value: '85073003328', reason: 'documentation: the usual sample' },
    { value: '93051822361', reason: 'documentation: the usual sample' },
  ],
  reach: 15,
  examples: {
    valid: ['70.03.21-943.15', '70080270186', '71.07.18-971.29', '93012214786', '72.11.16-978.34'],
    invalid: ['70.03.21-943.14', '70180270186', '70.03.21-943.1', '700802701867', '71.07.18-971.29Q', '0.03.21-943.15'],
  },
} satisfies Detector;
