import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** A check letter (modulus 23), the local authority, the school, the year, a serial whose last place is a letter where the number is a temporary one. */
export default {
  id: 'gb.upn',
  version: 1,
  title: 'English unique pupil number (UPN)',
  category: 'user.unique_id',
  countries: ['GB'],
  sources: ['https://www.gov.uk/government/publications/unique-pupil-numbers'],
  shapes: [{ kind: 'mask', mask: 'A99999999999X' }],
  check(value) {
    const number = compact(value);
    if (!/^[A-Z]\d{11}[\dA-Z]$/.test(number)) return invalid;
    const authority = Number(number.slice(1, 4));
    if (authority < 201 || authority > 938) return invalid;
    let sum = 0;
    for (let i = 1; i < 13; i++) {
      const place = i === 12 && number.charAt(i) > '9' ? letters.indexOf(number.charAt(i)) : Number(number.charAt(i));
      if (place < 0) return invalid;
      sum += place * (i + 1);
    }
    return letters.charAt(sum % 23) === number.charAt(0) ? valid(number) : invalid;
  },
  falseAccept: 0.033,
  labels: {
    en: ['upn', 'upns', 'upn number', 'unique pupil number', 'pupil number', 'pupil reference number'],
  },
  columns: ['upn', 'upn_number', 'unique_pupil_number', 'pupil_upn', 'pupil_number'],
  deny: [],
  reach: 13,
  examples: {
    valid: ['K736413113855', 'A763756934695', 'F316686831462', 'T814600020449', 'L829290388922'],
    invalid: ['K736413116855', 'A763756334695', 'K73641311385', 'A7637569346957', 'F316686831462Q', '736413113855'],
  },
} satisfies Detector;

/** Those that look like figures are left out: I, O, S. */
const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ';
