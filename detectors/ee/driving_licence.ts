import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** ET and six digits. */
export default {
  id: 'ee.driving_licence',
  version: 1,
  title: 'Estonian driving licence number',
  category: 'user.government_id.drivers_license_number',
  countries: ['EE'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'mask', mask: 'AA999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^E[TK]\d{6}$/.test(number) && /^[a-z]{2} ?\d{6}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: [
      'estonian driving licence',
      'driving licence',
      'driving licence number',
      'drivers license number',
      'licence number',
    ],
    et: ['juhiluba', 'juhiloa number', 'juhiloa nr', 'juhilubade number', 'juhiload'],
  },
  columns: [
    'juhiluba',
    'juhiloa_number',
    'juhiloa_nr',
    'driving_licence',
    'driving_licence_number',
    'drivers_license_number',
  ],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['ET562583', 'ET 979229', 'ET600883', 'ET 507946', 'ET365204'],
    invalid: ['ET56258', 'ET 9792297', 'ET600883Q', 'T562583', 'ET60088312', 'ET 979229ZZ'],
  },
} satisfies Detector;
