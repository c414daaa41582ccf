import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Eight or nine digits; there is no published check. */
export default {
  id: 'ro.passport',
  version: 1,
  title: 'Romanian passport number',
  category: 'user.government_id.passport_number',
  countries: ['RO'],
  sources: ['https://www.consilium.europa.eu/prado/en/prado-start-page.html'],
  shapes: [{ kind: 'digits', digits: [8, 9] }],
  check(value) {
    const digits = compact(value);
    return /^0\d{7,8}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['romanian passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    ro: [
      'pasaport',
      'pasaportul',
      'pasaportului',
      'numar pasaport',
      'numarul pasaportului',
      'nr. pasaport',
      'nr pasaport',
      'seria pasaportului',
    ],
  },
  columns: ['pasaport', 'numar_pasaport', 'nr_pasaport', 'passport', 'passport_number', 'passport_no'],
  negativeLabels: ['telefon', 'tel', 'mobil'],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['050275876', '08910924', '050349238', '03810441', '053110704'],
    invalid: ['550275876', '98910924', '123456789', '050349238Q', '50275876', '05034923812'],
  },
} satisfies Detector;
