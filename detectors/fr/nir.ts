import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod97 } from '../lib/iso7064.ts';
import { compact, plain } from '../lib/text.ts';

/** Sex, year, month, department, commune, serial (13 characters), and a key of two digits: 97 − number mod 97. */
export default {
  id: 'fr.nir',
  version: 1,
  title: 'French social security number (NIR)',
  category: 'user.government_id.national_identification_number',
  countries: ['FR'],
  sources: [
    'https://www.insee.fr/fr/metadonnees/definition/c1409',
    'https://fr.wikipedia.org/wiki/Num%C3%A9ro_de_s%C3%A9curit%C3%A9_sociale_en_France',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [15],
      separators: ' .-',
      groups: [
        [1, 2, 2, 2, 3, 3, 2],
        [1, 2, 2, 5, 3, 2],
        [13, 2],
      ],
    },
    // Corsica: 2A and 2B.
    { kind: 'mask', mask: '999999A99999999', separators: ' .-' },
  ],
  check(value) {
    const number = compact(value);
    const parts = /^[123478]\d{2}(\d{2})(\d{2}|2[AB])(\d{3})(\d{3})(\d{2})$/.exec(number);
    if (parts === null) return invalid;
    const [, month, department, commune, serial, key] = parts;
    if (!isMonth(Number(month)) || department === '00' || department === '96' || commune === '000' || serial === '000')
      return invalid;
    // For the key, 2A counts as 19 and 2B as 18.
    const body = number.slice(0, 13).replace('2A', '19').replace('2B', '18');
    if (97 - mod97(body) !== Number(key)) return invalid;
    return valid(number, { distinctive: /^\w+$/.test(plain(value)) ? 0.3 : 0.5 });
  },
  falseAccept: 0.004,
  labels: {
    en: ['french social security number', 'social security number', 'nir', 'insee number', 'insee code'],
    fr: [
      'nir',
      'numero de securite sociale',
      'numeros de securite sociale',
      'n° de securite sociale',
      'no de securite sociale',
      'securite sociale',
      'num secu',
      'numero de secu',
      'n° secu',
      'no secu',
      'secu',
      'n° ss',
      'numero ss',
      'numero insee',
      'n° insee',
      'code insee',
      'insee',
      "numero d'inscription au repertoire",
      'immatriculation',
      'carte vitale',
      'assure social',
      'numero d assure',
    ],
    de: ['franzosische sozialversicherungsnummer'],
    es: ['numero de seguridad social frances'],
    it: ['numero di sicurezza sociale francese'],
  },
  columns: [
    'nir',
    'nss',
    'num_secu',
    'numero_secu',
    'no_secu',
    'num_ss',
    'numero_ss',
    'no_ss',
    'securite_sociale',
    'numero_securite_sociale',
    'num_securite_sociale',
    'no_securite_sociale',
    'numero_de_securite_sociale',
    'num_insee',
    'numero_insee',
    'insee',
    'social_security_number',
    'national_id',
  ],
  negativeLabels: ['siret', 'siren', 'imei', 'rib'],
  deny: [
    { value: '255081416802538', reason: 'documentation: example of the encyclopedia article on the number' },
    { value: '269054958815780', reason: 'documentation: specimen of the carte Vitale' },
  ],
  reach: 21,
  examples: {
    valid: ['2 23 03 13 206 910 13', '158051359223486', '192012B67570216', '271097511409744', '270092A37592132'],
    invalid: ['158051359223487', '158151359223486', '558051359223486', '15805135922348', '192012C67570216'],
  },
} satisfies Detector;

/** Real months; 20-42 and 50-99 stand in where the month of birth is not known from papers. */
function isMonth(month: number): boolean {
  return (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
}
