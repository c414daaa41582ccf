import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Two letters, six digits, one letter A-D. The letters are the only check. */
export default {
  id: 'gb.nino',
  version: 1,
  title: 'UK National Insurance number',
  category: 'user.government_id.national_identification_number',
  countries: ['GB'],
  sources: ['https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110'],
  shapes: [{ kind: 'mask', mask: 'AA999999A', separators: ' -' }],
  check(value) {
    const number = compact(value);
    // First letter none of D F I Q U V, second neither these nor O, and seven pairs that are never given out.
    if (!/^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(number)) return invalid;
    // As on the card (AA 99 99 99 A), in fewer groups, or without any: letters and digits cut elsewhere are not meant so.
    const form = /^[a-z]{2}([ -]?)\d{2}([ -]?)\d{2}\2\d{2}([ -]?)[a-z]$/i.exec(plain(value));
    if (form === null) return invalid;
    return valid(number, { distinctive: form[2] === '' ? 0.3 : 1.5, ...denyPlaceholder(number.slice(2, 8)) });
  },
  falseAccept: 0.076,
  labels: {
    en: [
      'nino',
      'ninos',
      'ni',
      'ni no',
      'ni number',
      'ni numbers',
      'nin',
      'nat ins',
      'nat ins no',
      'national insurance',
      'national insurance no',
      'national insurance number',
      'national insurance numbers',
    ],
    de: ['britische sozialversicherungsnummer', 'nationale versicherungsnummer'],
    fr: ['numero d assurance nationale', 'numero national d assurance'],
    es: ['numero de la seguridad social britanica'],
    pl: ['numer nino', 'brytyjski numer ubezpieczenia'],
  },
  columns: [
    'nino',
    'ni_number',
    'ni_no',
    'nin',
    'national_insurance',
    'national_insurance_no',
    'national_insurance_number',
    'nat_ins_no',
    'nat_ins_number',
    'national_id',
  ],
  negativeLabels: ['part', 'sku', 'model', 'article', 'passport'],
  deny: [
    { value: 'AB123456C', reason: 'documentation: a common sample' },
    { value: 'AA123456A', reason: 'documentation: a common sample' },
  ],
  reach: 13,
  examples: {
    valid: ['PR 12 36 12 C', 'HJ987650A', 'yz 61 48 68 b', 'CE 40 29 17 D', 'TW402917A'],
    invalid: [
      'QQ 12 34 56 C',
      'BG123612A',
      'AA 12 35 56 H',
      'FQ 00 01 00 C',
      'AO123612A',
      'PR 12 36 12',
      'PR1236123C',
      'PR 1 2361 2 C',
    ],
  },
} satisfies Detector;
