import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { digitSums } from '../lib/digit-sums.ts';
import { compact, denyPlaceholder, plain } from '../lib/text.ts';

/** A letter and nine digits, the last a check digit: the letter as two digits, weights 1 and 2 in turn, digits of the products added up, modulus 10. */
export default {
  id: 'de.kvnr',
  version: 1,
  title: 'German health insurance number (KVNR)',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['DE'],
  sources: ['https://www.gkv-datenaustausch.de/', 'https://de.wikipedia.org/wiki/Krankenversichertennummer'],
  shapes: [{ kind: 'mask', mask: 'A999999999', separators: ' ' }],
  check(value) {
    const number = compact(value, /\s/g);
    if (!/^[A-Z]\d{9}$/.test(number) || !/^[a-z](?:\d{9}| \d{9}|\d{3} \d{3} \d{3}|\d{5} \d{4})$/i.test(plain(value)))
      return invalid;
    const digits = String(number.charCodeAt(0) - 64).padStart(2, '0') + number.slice(1, 9);
    const fits = digitSums(digits, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10 === Number(number.charAt(9));
    return fits ? valid(number, denyPlaceholder(number.slice(1))) : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: ['health insurance number', 'german health insurance number', 'insurance number', 'kvnr'],
    de: [
      'krankenversichertennummer',
      'krankenversicherungsnummer',
      'krankenversicherungsnummern',
      'krankenversicherten-nr',
      'kvnr',
      'kv-nr',
      'kv-nummer',
      'krankenkassennummer',
      'versichertennummer',
      'versichertennummern',
      'versicherten-nr',
      'versicherten-nr.',
      'versicherten-id',
      'gesundheitskarte',
      'egk',
      'egk-nummer',
      'versichertenkarte',
    ],
  },
  columns: [
    'kvnr',
    'kv_nr',
    'kv_nummer',
    'krankenversichertennummer',
    'krankenversicherungsnummer',
    'versichertennummer',
    'versicherten_nr',
    'versicherten_id',
    'health_insurance_number',
  ],
  negativeLabels: ['artikel', 'sku', 'serie', 'modell'],
  deny: [
    { value: 'A123456780', reason: 'documentation: the usual sample' },
    { value: 'A000500015', reason: 'documentation: example of the issuing office' },
  ],
  reach: 13,
  examples: {
    valid: ['L563058162', 'C872343159', 'E593900957', 'X497078194', 'T320316833'],
    invalid: ['L583058162', 'C872343559', 'L56305816', 'C8723431597', 'E593900957Q', '563058162'],
  },
} satisfies Detector;
