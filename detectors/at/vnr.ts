import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDayOfSomeCentury } from '../lib/dates.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Three digits of which the first is not 0, a check digit modulus 11, birth date in six digits (months 13 and more where a day’s numbers ran out). */
export default {
  id: 'at.vnr',
  version: 1,
  title: 'Austrian social insurance number',
  category: 'user.government_id.national_identification_number',
  countries: ['AT'],
  sources: [
    'https://www.sozialversicherung.at/cdscontent/?contentid=10007.820902',
    'https://de.wikipedia.org/wiki/Sozialversicherungsnummer',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [10],
      separators: ' -/',
      groups: [
        [4, 6],
        [4, 2, 2, 2],
        [3, 1, 6],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    const parts = /^[1-9]\d{3}(\d{2})(\d{2})(\d{2})$/.exec(digits);
    if (parts === null || weightedSum(digits, [3, 7, 9, -1, 5, 8, 4, 2, 1, 6]) % 11 !== 0) return invalid;
    const month = Number(parts[2]);
    if (month > 15 || !isDayOfSomeCentury(Number(parts[3]), Math.min(month, 12), Number(parts[1]))) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.004,
  labels: {
    en: ['austrian social security number', 'social security number', 'social insurance number', 'svnr'],
    de: [
      'sozialversicherungsnummer',
      'sozialversicherungsnummern',
      'sozialversicherungs-nr',
      'sozialversicherungsnr',
      'sv-nummer',
      'sv-nr',
      'sv-nr.',
      'svnr',
      'sv nummer',
      'sv nr',
      'svnummer',
      'versicherungsnummer',
      'versicherungs-nr',
      'vsnr',
      'vs-nr',
      'vnr',
      'versnr',
      'e-card',
      'ecard',
    ],
  },
  columns: [
    'svnr',
    'sv_nr',
    'sv_nummer',
    'sozialversicherungsnummer',
    'sozialversicherungs_nr',
    'versicherungsnummer',
    'vsnr',
    'vs_nr',
    'vnr',
    'social_security_number',
  ],
  negativeLabels: ['telefon', 'tel', 'fax', 'uid'],
  deny: [{ value: '1237010180', reason: 'documentation: the usual sample' }],
  reach: 11,
  examples: {
    valid: ['2415060784', '3857 161149', '6886091147', '7459 201297', '8946250592'],
    invalid: ['2417060784', '3897 161149', '241506078', '3857 1611497', '6886091147Q', '415060784'],
  },
} satisfies Detector;
