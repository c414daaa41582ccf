import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Eleven places, each a figure, a letter or either; S, L, O, I, B and Z are never used. */
export default {
  id: 'us.mbi',
  version: 1,
  title: 'US Medicare Beneficiary Identifier',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['US'],
  sources: [
    'https://www.cms.gov/medicare/new-medicare-card',
    'https://www.cms.gov/files/document/medicare-beneficiary-identifiers-mbis.pdf',
  ],
  shapes: [{ kind: 'mask', mask: '9AX9AX9AA99', separators: '-' }],
  check(value) {
    const number = compact(value);
    if (
      !/^[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y\d]\d[AC-HJKMNP-RT-Y]{2}\d{2}$/.test(
        number,
      )
    )
      return invalid;
    const form = /^.{4}(-?).{3}\1.{4}$/.exec(plain(value));
    if (form === null) return invalid;
    return valid(number, { distinctive: form[1] === '' ? 1 : 1.8 });
  },
  falseAccept: 0.22,

  labels: {
    en: [
      'mbi',
      'mbis',
      'mbi number',
      'medicare',
      'medicare id',
      'medicare no',
      'medicare number',
      'medicare beneficiary identifier',
      'medicare beneficiary id',
      'medicare claim number',
      'medicare card',
    ],
    es: ['mbi', 'medicare', 'numero de medicare', 'identificador de beneficiario de medicare'],
  },
  columns: [
    'mbi',
    'mbi_number',
    'medicare_id',
    'medicare_number',
    'medicare_no',
    'medicare_beneficiary_identifier',
    'medicare_beneficiary_id',
  ],

  deny: [
    { value: '1EG4TE5MK72', reason: "documentation: the sample of the authority's card" },
    { value: '1EG4TE5MK73', reason: "documentation: the sample of the authority's card" },
  ],

  reach: 13,
  examples: {
    valid: ['5C29-EE5-MK98', '9CW2T44NK32', '8PX2-AD1-GH75'],
    invalid: ['1SG4-TE5-MK73', '1EG4-LE5-MK73', '0EG4-TE5-MK73', '1EG4TE5MK7', '1EG-4TE5-MK73'],
  },
} satisfies Detector;
