import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Up to twelve digits without a check; leading zeros do not count. */
export default {
  id: 'li.peid',
  version: 1,
  title: 'Liechtenstein person identification number (PEID)',
  category: 'user.government_id.national_identification_number',
  countries: ['LI'],
  sources: [
    'https://www.llv.li/de/landesverwaltung/steuerverwaltung',
    'https://www.oecd.org/content/dam/oecd/en/topics/policy-issue-focus/aeoi/liechtenstein-tin.pdf',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [6, 7, 8, 9, 10, 11, 12],
      separators: '.',
      groups: [
        [1, 3, 3],
        [2, 3, 3],
        [3, 3],
        [3, 3, 3],
      ],
    },
  ],
  check(value) {
    const written = plain(value);
    const digits = compact(written);
    if (!/^\d{1,3}(?:\.\d{3})+$|^\d+$/.test(written) || !/^0*[1-9]\d{5,}$/.test(digits) || digits.length > 12)
      return invalid;
    return valid(digits.replace(/^0+/, ''), denyPlaceholder(digits));
  },
  falseAccept: 1,
  labels: {
    en: ['peid', 'pid number', 'peid number', 'liechtenstein tax number'],
    de: [
      'peid',
      'peid-nummer',
      'peid-nr',
      'peid nr',
      'pid-nr',
      'personenidentifikationsnummer',
      'personen-identifikationsnummer',
    ],
  },
  columns: ['peid', 'peid_nr', 'peid_nummer', 'personenidentifikationsnummer'],
  negativeLabels: ['telefon', 'tel'],
  needs: 'label',
  deny: [],
  reach: 11,
  examples: {
    valid: ['9866892', '5.154.574', '00000281940', '1377819', '6.068.683'],
    invalid: ['123', '0001', '1234567890123', '5.154.5747', '00000281940Q', '0000028194012'],
  },
} satisfies Detector;
