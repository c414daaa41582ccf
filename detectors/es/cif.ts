import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { digitSums } from '../lib/digit-sums.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** A letter for the kind of company, seven digits, a check character: the digit of Luhn, or a letter in its place. */
export default {
  id: 'es.cif',
  version: 1,
  title: 'Spanish company tax number (CIF)',
  category: 'user.government_id',
  countries: ['ES'],
  sources: [
    'https://sede.agenciatributaria.gob.es/Sede/censos-nif-domicilio-fiscal.html',
    'https://es.wikipedia.org/wiki/C%C3%B3digo_de_identificaci%C3%B3n_fiscal',
  ],
  shapes: [{ kind: 'mask', mask: 'A9999999X', separators: '- .' }],
  check(value) {
    const parts = /^([ABCDEFGHJNPQRSUVW])(\d{7})([\dA-J])$/.exec(compact(value));
    if (parts === null || !/^[a-z][ -]?(?:\d{7}|\d{2}\.\d{3}\.\d{2})[ -]?\w$/i.test(plain(value))) return invalid;
    const [, kind, digits, check] = parts;
    const digit = (10 - (digitSums(digits!, [2, 1, 2, 1, 2, 1, 2]) % 10)) % 10;
    const fits =
      check === String(digit)
        ? !'NPQRSW'.includes(kind!)
        : check === 'JABCDEFGHI'.charAt(digit) && !'ABEH'.includes(kind!);
    return fits ? valid(kind! + digits! + check!, denyPlaceholder(digits!)) : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: [
      'cif',
      'nif',
      'spanish company tax number',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    es: [
      'cif',
      'c.i.f.',
      'cifs',
      'nif',
      'n.i.f.',
      'nif/cif',
      'cif/nif',
      'codigo de identificacion fiscal',
      'numero de identificacion fiscal',
      'nif iva',
      'nº cif',
    ],
  },
  columns: ['cif', 'nif', 'cif_nif', 'nif_cif', 'num_cif', 'nif_empresa', 'cif_empresa', 'vat_number', 'tax_id'],
  deny: [
    { value: 'A58818501', reason: 'documentation: the usual sample' },
    { value: 'B12345674', reason: 'placeholder: digits in a row' },
  ],
  reach: 10,
  examples: {
    valid: ['E71080436', 'S5305377C', 'B-51158053', 'B00103275', 'N5103177A'],
    invalid: ['E71080435', 'S5305317C', 'K1234567A', 'B58818502', 'E7108043', 'S5305377C7'],
  },
} satisfies Detector;
