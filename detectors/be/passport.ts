import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Two letters and six digits. */
export default {
  id: 'be.passport',
  version: 1,
  title: 'Belgian passport number',
  category: 'user.government_id.passport_number',
  countries: ['BE'],
  sources: [
    'https://diplomatie.belgium.be/en/travel-belgium/passport',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [{ kind: 'mask', mask: 'AA999999', separators: ' ' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z]{2}\d{6}$/.test(number) && /^[a-z]{2} ?\d{6}$/i.test(plain(value)) ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['belgian passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    nl: ['paspoort', 'paspoortnummer', 'paspoort nr', 'paspoortnr', 'paspoort-nr', 'internationaal paspoort'],
    fr: ['passeport', 'numero de passeport', 'n° de passeport', 'no de passeport', 'n° passeport'],
    de: ['reisepass', 'reisepassnummer', 'passnummer'],
  },
  columns: [
    'paspoort',
    'paspoortnummer',
    'paspoort_nr',
    'passeport',
    'numero_passeport',
    'no_passeport',
    'passport',
    'passport_number',
    'passport_no',
  ],
  needs: 'label',
  deny: [],
  reach: 9,
  examples: {
    valid: ['GQ269238', 'OQ 202915', 'HX330397', 'QF 431588', 'EG200996'],
    invalid: ['GQ26923', 'OQ 2029157', 'HX330397Q', 'Q269238', 'HX33039712', 'OQ 202915ZZ'],
  },
} satisfies Detector;
