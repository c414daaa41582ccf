import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isCountry } from '../lib/iso3166.ts';

/** ISO 9362: four letters, a country, two letters or digits, and three more for a branch. */
export default {
  id: 'bank.bic',
  version: 1,
  title: 'Bank identifier code (BIC, SWIFT)',
  category: 'user.financial.bank_account',
  countries: [],
  sources: [
    'https://www.iso.org/standard/84108.html',
    'https://www.swift.com/standards/data-standards/bic-business-identifier-code',
  ],
  shapes: [{ kind: 'labelled' }],
  check(value) {
    for (const match of value.slice(0, 60).matchAll(capitals)) {
      // IBAN is a word of its own, and its account number is no branch.
      if (!isCountry(match[0].slice(4, 6)) || match[0].startsWith('IBAN')) continue;
      return valid(match[0], { offset: match.index, length: match[0].length, ...testCode(match[0]) });
    }
    const whole = value.trim();
    const bic = whole.replace(/ /g, '').toUpperCase();
    return alone.test(whole) && isCountry(bic.slice(4, 6)) ? valid(bic, testCode(bic)) : invalid;
  },
  falseAccept: 0.03,
  shared: true,
  labels: {
    en: [
      'bic',
      'bics',
      'swift',
      'swift code',
      'swift/bic',
      'bic/swift',
      'bic code',
      'bank identifier code',
      'business identifier code',
    ],
    de: ['bic', 'bic-code', 'swift', 'swift-code', 'bankidentifikation'],
    fr: ['bic', 'code bic', 'code swift', 'bic/swift', 'swift'],
    es: ['bic', 'codigo bic', 'codigo swift', 'bic/swift', 'swift'],
    it: ['bic', 'codice bic', 'codice swift', 'bic/swift', 'swift'],
    nl: ['bic', 'bic-code', 'swift', 'swiftcode', 'swift-code'],
    pl: ['bic', 'kod bic', 'kod swift', 'swift', 'bic/swift', 'nr bic'],
    sv: ['bic', 'bic-kod', 'bic/swift', 'swift', 'swift-kod', 'swiftadress'],
  },
  columns: [
    'bic',
    'bic_code',
    'swift',
    'swift_code',
    'swift_bic',
    'bic_swift',
    'bank_bic',
    'code_bic',
    'codigo_bic',
    'codice_bic',
    'kod_bic',
    'kod_swift',
    'bic_kod',
  ],
  needs: 'label',
  reach: 60,
  examples: {
    valid: ['NORDDEFFXXX', 'ACMEGB2L', 'ACMEPLPP', 'QQXXFRPP75A', 'acmenl2a'],
    invalid: ['DEUTZZFF', 'ACMEGB2', 'ACMEGB2L1', 'AcmeGb2l', '12345678'],
  },
} satisfies Detector;

const capitals = /(?<![\p{L}\p{N}])[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![\p{L}\p{N}])/gu;

/** In groups or in small letters, where nothing else stands beside it: any word of eight letters looks so. */
const alone = /^(?:[A-Z]{4} [A-Z]{2} [A-Z0-9]{2}(?: [A-Z0-9]{3})?|[a-z]{6}[a-z0-9]{2}(?:[a-z0-9]{3})?)$/;

function testCode(bic: string): { deny?: string } {
  return bic.charAt(7) === '0' ? { deny: 'test value: a code for tests and training' } : {};
}
