import { countrySpecs, isValidIBAN } from 'ibantools';
import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** ISO 13616: country, two check digits, and an account number in the country's own form. */
export default {
  id: 'bank.iban',
  version: 1,
  title: 'International bank account number (IBAN)',
  category: 'user.financial.bank_account',
  countries: [],
  sources: [
    'https://www.swift.com/standards/data-standards/iban-international-bank-account-number',
    'https://www.iso.org/standard/81090.html',
  ],
  shapes: [{ kind: 'mask', mask: 'AA99X*', max: 34, separators: ' -.' }],
  check(value) {
    const length = countrySpecs[value.slice(0, 2).toUpperCase()]?.chars;
    if (length == null) return invalid;
    const end = endOf(value, length);
    if (end === null) return invalid;
    const written = value.slice(0, end);
    // Small letters are fine; capitals and small ones side by side are some other token.
    if (/[a-z][A-Z]|[A-Z][a-z]|[^0-9A-Za-z .-]/.test(plain(written))) return invalid;
    const iban = compact(written);
    return isValidIBAN(iban) ? valid(iban, { length: end }) : invalid;
  },
  falseAccept: 0.0095,
  distinctive: 1,
  labels: {
    en: [
      'iban',
      'ibans',
      'iban number',
      'account',
      'account number',
      'account no',
      'bank account',
      'bank details',
      'direct debit',
      'payee',
    ],
    de: [
      'iban',
      'konto',
      'kontonummer',
      'kontonr',
      'bankverbindung',
      'bankverbindungen',
      'bankkonto',
      'kontoverbindung',
      'lastschrift',
      'sepa',
      'kontoinhaber',
      'zahlungsempfanger',
    ],
    fr: [
      'iban',
      'compte',
      'numero de compte',
      'compte bancaire',
      'coordonnees bancaires',
      'rib',
      'prelevement',
      'virement',
    ],
    es: ['iban', 'cuenta', 'numero de cuenta', 'cuenta bancaria', 'datos bancarios', 'domiciliacion', 'transferencia'],
    it: ['iban', 'conto', 'conto corrente', 'numero di conto', 'coordinate bancarie', 'bonifico', 'addebito'],
    nl: ['iban', 'rekening', 'rekeningnummer', 'rekeningnr', 'bankrekening', 'bankrekeningnummer', 'incasso'],
    pl: [
      'iban',
      'konto',
      'konta',
      'nr konta',
      'numer konta',
      'rachunek',
      'rachunku',
      'nr rachunku',
      'numer rachunku',
      'rachunek bankowy',
      'konto bankowe',
      'przelew',
    ],
    sv: ['iban', 'konto', 'kontonummer', 'bankkonto', 'bankkontonummer', 'autogiro', 'betalning'],
  },
  columns: [
    'iban',
    'iban_number',
    'iban_no',
    'bank_account',
    'bank_account_number',
    'account_number',
    'account_no',
    'konto',
    'kontonummer',
    'bankverbindung',
    'compte',
    'numero_compte',
    'compte_bancaire',
    'rib',
    'cuenta',
    'numero_cuenta',
    'cuenta_bancaria',
    'conto',
    'conto_corrente',
    'rekening',
    'rekeningnummer',
    'bankrekening',
    'nr_konta',
    'numer_konta',
    'nr_rachunku',
    'numer_rachunku',
    'rachunek',
    'bankkonto',
  ],
  deny: [
    { value: 'DE89370400440532013000', reason: 'documentation: the usual German sample' },
    { value: 'GB29NWBK60161331926819', reason: 'documentation: the usual British sample' },
    { value: 'GB82WEST12345698765432', reason: 'documentation: the usual British sample' },
    { value: 'CH4431999123000889012', reason: 'documentation: the usual Swiss sample with a QR reference' },
    { value: 'FR1420041010050500013M02606', reason: 'documentation: French sample of the IBAN registry' },
    { value: 'ES9121000418450200051332', reason: 'documentation: Spanish sample of the IBAN registry' },
    { value: 'IT60X0542811101000000123456', reason: 'documentation: Italian sample of the IBAN registry' },
    { value: 'NL91ABNA0417164300', reason: 'documentation: Dutch sample of the IBAN registry' },
    { value: 'PL61109010140000071219812874', reason: 'documentation: Polish sample of the IBAN registry' },
    { value: 'SE4550000000058398257466', reason: 'documentation: Swedish sample of the IBAN registry' },
    { value: 'AT611904300234573201', reason: 'documentation: Austrian sample of the IBAN registry' },
    { value: 'BE68539007547034', reason: 'documentation: Belgian sample of the IBAN registry' },
    { value: 'CH9300762011623852957', reason: 'documentation: Swiss sample of the IBAN registry' },
  ],
  reach: 67,
  examples: {
    valid: [
      'DE29 9405 1237 0482 9163 05',
      'GB89ACME20127905820314',
      'PL82999999990000481726350918',
      'NL92 ACME 0471 8293 06',
      'se1699900000058301942761',
      'AT319941283746501928',
      'CH85 9928 1000 4738 2910 5',
    ],
    invalid: [
      'GB89ACME20127905820315',
      'AT31994128374650192',
      'XX431234',
      'DE89 A704 0044 0532 0130 00',
      'GB29 1WBK 6016 1331 9268 19',
      'AL47/2121/1009/0000/0002/3569/8741',
    ],
  },
} satisfies Detector;

/** Where the first `length` letters and digits end, if a separator or nothing follows; else null. */
function endOf(value: string, length: number): number | null {
  let count = 0;
  for (let i = 0; i < value.length; i++) {
    if (!/[0-9A-Za-z]/.test(value.charAt(i))) continue;
    count += 1;
    if (count === length) return /^$|[^0-9A-Za-z]/.test(value.charAt(i + 1)) ? i + 1 : null;
  }
  return null;
}
