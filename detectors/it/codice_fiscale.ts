import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { compact, plain } from '../lib/text.ts';

/**
 * Three letters of the family name, three of the given name, year, month letter, day (plus 40 for women), municipality,
 * check letter. Where two people would get the same code, digits turn into letters from the right (omocodia).
 */
export default {
  id: 'it.codice_fiscale',
  version: 1,
  title: 'Italian codice fiscale',
  category: 'user.government_id.national_identification_number',
  countries: ['IT'],
  sources: [
    'https://www.agenziaentrate.gov.it/portale/web/guest/schede/istanze/richiesta-ts_cf/informazioni-codificazione-pf',
    'https://it.wikipedia.org/wiki/Codice_fiscale',
  ],
  shapes: [{ kind: 'mask', mask: 'AAAAAAXXAXXAXXXA', separators: ' ' }],
  check(value) {
    const code = compact(value, /\s/g);
    if (!form.test(code) || !spaced.test(plain(value))) return invalid;
    const filled = Array.from(code, (c, i) => (numeric.has(i) ? (digitOf.get(c) ?? c) : c)).join('');
    if (!/^.{6}\d{2}[A-EHLMPRST]\d{2}[A-MZ]\d{3}.$/.test(filled)) return invalid;
    const day = Number(filled.slice(9, 11));
    if (
      !isDayOfSomeCentury(
        Number(filled.slice(6, 8)),
        'ABCDEHLMPRST'.indexOf(filled.charAt(8)) + 1,
        day > 40 ? day - 40 : day,
      )
    ) {
      return invalid;
    }
    return checkLetter(code) === code.charAt(15) ? valid(code) : invalid;
  },
  falseAccept: 0.0001,
  distinctive: 1,
  labels: {
    en: ['codice fiscale', 'fiscal code', 'italian tax code', 'italian fiscal code', 'tax code', 'tax id'],
    it: [
      'codice fiscale',
      'codici fiscali',
      'cod fiscale',
      'cod. fiscale',
      'cod fisc',
      'cod. fisc.',
      'c.f.',
      'cf',
      'c.f./p.iva',
      'tessera sanitaria',
      'numero di codice fiscale',
    ],
    de: ['italienische steuernummer', 'codice fiscale', 'steuernummer'],
    fr: ['code fiscal', 'code fiscal italien'],
    es: ['codigo fiscal', 'codigo fiscal italiano'],
  },
  columns: [
    'codice_fiscale',
    'cod_fiscale',
    'codfiscale',
    'cod_fisc',
    'codfisc',
    'codicefiscale',
    'cf',
    'c_f',
    'fiscal_code',
    'tax_code',
    'tax_id',
    'national_id',
  ],
  deny: [
    { value: 'RSSMRA80A01H501U', reason: 'documentation: the usual sample' },
    { value: 'RSSMRA85T10A562S', reason: 'documentation: the usual sample' },
  ],
  reach: 21,
  examples: {
    valid: ['HRNNNA85S66H923Z', 'fldkrl72d09f205a', 'TNN MRA 83E22 H644K', 'RSCGLI90B41L21VX', 'FOXDRA61C24H872D'],
    invalid: [
      'HRNNNA85S26H923A',
      'HRNNNA85F26H923W',
      'HRNNNA85S36H923W',
      'ARNNNA85S72H923A',
      'AHRNNA85S26H923J',
      'HRNNNA85S26H923',
    ],
  },
} satisfies Detector;

/** Names give their consonants first, then vowels, then X. */
const form =
  /^(?:(?=[A-Z]{3})[B-DF-HJ-NP-TV-Z]*[AEIOU]*X*(?<=^.{3}))(?:(?=[A-Z]{3})[B-DF-HJ-NP-TV-Z]*[AEIOU]*X*(?<=^.{6}))[A-Z0-9]{10}$/;

/** In one piece, or in the groups of names, date, place and check letter. */
const spaced = /^(?:\w{16}|\w{3} \w{3} \w{5} \w{5}|\w{6} \w{5} \w{5}|\w{6} \w{5} \w{4} \w|\w{3} \w{3} \w{5} \w{4} \w)$/;

const numeric = new Set([6, 7, 9, 10, 12, 13, 14]);
const digitOf = new Map(Array.from('LMNPQRSTUV', (letter, digit) => [letter, String(digit)]));

/** Values of 0-9 and A-Z at odd places (counted from one); at even places digits and letters count as they stand. */
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

function checkLetter(code: string): string {
  let sum = 0;
  for (let i = 0; i < 15; i++) {
    const value = Number.parseInt(code.charAt(i), 36);
    const place = value > 9 ? value - 10 : value;
    sum += i % 2 === 0 ? odd[place]! : place;
  }
  return String.fromCharCode(65 + (sum % 26));
}
