import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** Tax office, district, serial and a check digit: ten or eleven digits in the groups of the federal state, or thirteen in the form common to all, in which the first digits are the state’s and the fifth is 0. What the check digit is made from differs by state and is not published for all. */
export default {
  id: 'de.stnr',
  version: 1,
  title: 'German tax number (Steuernummer)',
  category: 'user.government_id.national_identification_number',
  countries: ['DE'],
  sources: [
    'https://www.elster.de/eportal/helpGlobal?themaGlobal=wo%5Fist%5Fmeine%5Fsteuernummer%5Feop',
    'https://de.wikipedia.org/wiki/Steuernummer',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [10, 11, 13],
      separators: '/ ',
      groups: [
        [2, 3, 5],
        [3, 3, 5],
        [3, 4, 4],
        [3, 3, 4],
        [2, 3, 4, 1],
        [3, 3, 4, 1],
        [2, 3, 3, 2],
        [3, 3, 3, 2],
        [4, 4, 5],
        [4, 1, 3, 5],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^(?:\d{10,11}|(?:28|9\d|11|30|24|22|26|40|23|5\d|27|10|32|31|21|41)\d{2}0\d{8})$/.test(digits))
      return invalid;
    return valid(digits, {
      distinctive: plain(value).includes('/') ? 1 : digits.length === 13 ? 0.5 : 0,
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 1,
  labels: {
    en: ['german tax number', 'tax number', 'tax no', 'steuernummer'],
    de: [
      'steuernummer',
      'steuernummern',
      'steuer-nr',
      'steuer-nr.',
      'steuernr',
      'st.-nr.',
      'st.nr.',
      'stnr',
      'st-nr',
      'einkommensteuernummer',
      'elster-steuernummer',
      'steuer-nummer',
    ],
  },
  columns: ['steuernummer', 'steuer_nr', 'steuernr', 'stnr', 'st_nr', 'steuer_nummer', 'tax_number'],
  negativeLabels: [
    'steuer-id',
    'idnr',
    'ust-idnr',
    'telefon',
    'tel',
    'fax',
    'handelsregister',
    'identifikationsnummer',
  ],
  needs: 'label',
  deny: [{ value: '18181508155', reason: 'documentation: the usual sample' }],
  reach: 13,
  examples: {
    valid: ['40/834/24770', '776/975/83078', '261/1471/5372', '47787729615', '2823024562012'],
    invalid: ['1234567890123', '18/815/0815', '40/834/2477', '776/975/830787', '261/1471/5372Q', '0/834/24770'],
  },
} satisfies Detector;
