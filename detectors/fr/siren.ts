import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { luhn } from '../lib/luhn.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits, the last a check digit as of Luhn. Sole traders have one. */
export default {
  id: 'fr.siren',
  version: 1,
  title: 'French company number (SIREN)',
  category: 'user.government_id',
  countries: ['FR'],
  sources: ['https://www.insee.fr/fr/metadonnees/definition/c2047'],
  shapes: [{ kind: 'digits', digits: [9], separators: ' .', groups: [[3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    return /^\d{9}$/.test(digits) && !/^0+$/.test(digits) && luhn(digits)
      ? valid(digits, denyPlaceholder(digits))
      : invalid;
  },
  falseAccept: 0.1,
  labels: {
    en: ['siren', 'siren number', 'french company number'],
    fr: [
      'siren',
      'n° siren',
      'no siren',
      'numero siren',
      'numero de siren',
      'rcs',
      'n° rcs',
      'identifiant siren',
      'siren n°',
    ],
  },
  columns: ['siren', 'no_siren', 'numero_siren', 'num_siren', 'code_siren', 'siren_number'],
  negativeLabels: ['telephone', 'tel', 'fax', 'siret'],
  needs: 'context',
  deny: [{ value: '732829320', reason: 'documentation: the usual sample' }],
  reach: 11,
  examples: {
    valid: ['365122399', '824 852 057', '162852230', '745 306 548', '441306545'],
    invalid: ['365123399', '854 852 057', '36512239', '824 852 0577', '162852230Q', '65122399'],
  },
} satisfies Detector;
