import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact } from '../lib/text.ts';

/** Eight letters and digits, the first a letter. */
export default {
  id: 'lu.passport',
  version: 1,
  title: 'Luxembourg passport number',
  category: 'user.government_id.passport_number',
  countries: ['LU'],
  sources: [
    'https://guichet.public.lu/en/citoyens/citoyennete/certificat-document-identite/passeport.html',
    'https://www.consilium.europa.eu/prado/en/prado-start-page.html',
  ],
  shapes: [{ kind: 'mask', mask: 'AXXXXXX9' }],
  check(value) {
    const number = compact(value);
    return /^[A-Z][A-Z\d]{7}$/.test(number) && (number.match(/\d/g)?.length ?? 0) >= 3 ? valid(number) : invalid;
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: ['luxembourg passport', 'passport', 'passport no', 'passport number', 'travel document number'],
    fr: ['passeport', 'numero de passeport', 'n° de passeport', 'no de passeport'],
    de: ['reisepass', 'reisepassnummer', 'passnummer'],
  },
  columns: [
    'passeport',
    'numero_passeport',
    'no_passeport',
    'passport',
    'passport_number',
    'passport_no',
    'reisepassnummer',
  ],
  needs: 'label',
  deny: [],
  reach: 8,
  examples: {
    valid: ['J205N198', 'JG11L269', 'J536J248', 'JI89R738', 'J598C942'],
    invalid: ['J205N19', 'JG11L2697', 'J536J248Q', '205N198', 'J536J24812', 'JG11L269ZZ'],
  },
} satisfies Detector;
