import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { mod11_10 } from '../lib/iso7064.ts';
import { compact, plain } from '../lib/text.ts';

/** Eleven digits, the first not 0, the last a check digit after ISO/IEC 7064 MOD 11,10. */
export default {
  id: 'de.idnr',
  version: 1,
  title: 'German tax identification number (IdNr)',
  category: 'user.government_id.national_identification_number',
  countries: ['DE'],
  sources: [
    'https://www.bzst.de/DE/Privatpersonen/SteuerlicheIdentifikationsnummer/steuerlicheidentifikationsnummer_node.html',
    'https://www.gesetze-im-internet.de/ao_1977/__139b.html',
    'https://de.wikipedia.org/wiki/Steuerliche_Identifikationsnummer',
  ],
  shapes: [{ kind: 'digits', digits: [11], separators: ' /', groups: [[2, 3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    if (!/^[1-9]\d{10}$/.test(digits) || !repeats(digits.slice(0, 10)) || !mod11_10(digits)) return invalid;
    return valid(digits, { distinctive: /^\d+$/.test(plain(value)) ? 0 : 0.3 });
  },
  falseAccept: 0.0035,
  labels: {
    en: [
      'german tax id',
      'german tax number',
      'tax id',
      'tax identification number',
      'tax identification no',
      'tin',
      'idnr',
      'steuer-id',
    ],
    de: [
      'steuer-id',
      'steuer id',
      'steuerid',
      'steueridnr',
      'steuer-idnr',
      'steuer-identnummer',
      'steueridentnummer',
      'steuer-identifikationsnummer',
      'steueridentifikationsnummer',
      'steuerliche identifikationsnummer',
      'steuerlichen identifikationsnummer',
      'steueridentifikationsnummern',
      'identifikationsnummer',
      'idnr',
      'id-nr',
      'tin',
    ],
    fr: ['numero fiscal allemand', 'identifiant fiscal allemand'],
    pl: ['niemiecki numer podatkowy', 'niemiecki nip'],
  },
  columns: [
    'idnr',
    'id_nr',
    'steuer_id',
    'steuerid',
    'steuer_idnr',
    'steueridentifikationsnummer',
    'steuer_identifikationsnummer',
    'steuerliche_identifikationsnummer',
    'identifikationsnummer',
    'tax_id',
    'tin',
    'tax_identification_number',
  ],
  negativeLabels: [
    'ust-idnr',
    'ustid',
    'umsatzsteuer-identifikationsnummer',
    'steuernummer',
    'handelsregister',
    'pesel',
    'glaubiger-id',
  ],
  deny: [
    { value: '86095742719', reason: 'documentation: example of the tax authority' },
    { value: '47036892816', reason: 'documentation: example of the tax authority' },
    { value: '65929970489', reason: 'documentation: example of the tax authority' },
    { value: '57549285017', reason: 'documentation: example of the tax authority' },
    { value: '25768131411', reason: 'documentation: example of the tax authority' },
  ],
  reach: 14,
  examples: {
    valid: ['50628974362', '54 826 391 789', '98376210534', '49 270 518 323', '73628915063'],
    invalid: ['50628974363', '12345678903', '02345678901', '5062897436', '506289743620', '11112345678'],
  },
} satisfies Detector;

/**
 * Among the first ten digits exactly one comes twice (numbers given out until 2015) or three times (since 2016), and
 * no other more than once. Three in a row are accepted although the authority avoids them: it costs nothing.
 */
function repeats(digits: string): boolean {
  const counts = new Array<number>(10).fill(0);
  for (const digit of digits) counts[Number(digit)]! += 1;
  const several = counts.filter((count) => count > 1);
  return several.length === 1 && several[0]! <= 3;
}
