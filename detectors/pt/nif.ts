import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Nine digits; the first tell the kind of person (1, 2, 3 and 45 natural ones), the last is a check digit modulus 11. */
export default {
  id: 'pt.nif',
  version: 1,
  title: 'Portuguese tax number (NIF)',
  category: 'user.government_id.national_identification_number',
  countries: ['PT'],
  sources: [
    'https://info.portaldasfinancas.gov.pt/',
    'https://pt.wikipedia.org/wiki/N%C3%BAmero_de_identifica%C3%A7%C3%A3o_fiscal',
  ],
  shapes: [
    { kind: 'digits', digits: [9], separators: ' .', groups: [[3, 3, 3]] },
    { kind: 'mask', mask: 'AA999999999', separators: ' ' },
  ],
  check(value) {
    const parts = /^(PT)?((?:[123568]|45|7[0-25-9]|74|9[0189])\d+)$/.exec(compact(value));
    if (parts === null || parts[2]!.length !== 9) return invalid;
    const digits = parts[2]!;
    const check = ((11 - (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 11) % 10;
    return check === Number(digits.charAt(8))
      ? valid(digits, {
          ...(parts[1] === undefined ? { needs: 'context' } : { distinctive: 1 }),
          ...denyPlaceholder(digits),
        })
      : invalid;
  },
  falseAccept: 0.074,
  labels: {
    en: [
      'nif',
      'portuguese tax number',
      'tax number',
      'tax id',
      'tax identification number',
      'tin',
      'vat',
      'vat no',
      'vat number',
      'vat id',
      'vat reg no',
      'vat registration number',
    ],
    pt: [
      'nif',
      'n.i.f.',
      'nifs',
      'nipc',
      'nif/nipc',
      'contribuinte',
      'n.º de contribuinte',
      'nº contribuinte',
      'numero de contribuinte',
      'numero contribuinte',
      'numero de identificacao fiscal',
      'numero fiscal',
      'nº fiscal',
      'contribuinte fiscal',
    ],
  },
  columns: [
    'nif',
    'nipc',
    'contribuinte',
    'numero_contribuinte',
    'num_contribuinte',
    'no_contribuinte',
    'numero_fiscal',
    'tax_id',
    'tax_number',
    'vat_number',
    'tin',
  ],
  negativeLabels: ['telefone', 'telemovel', 'tel', 'fax', 'utente'],
  deny: [
    { value: '123456789', reason: 'placeholder: digits in a row' },
    { value: '999999990', reason: 'placeholder: for final consumers' },
    { value: '501964843', reason: 'documentation: the usual sample' },
  ],
  reach: 11,
  examples: {
    valid: ['279043872', '281 552 452', 'PT138495963', '231914075', '152 473 831'],
    invalid: ['279043832', '281 552 952', '412345678', 'ES123456789', '27904387', '281 552 4527'],
  },
} satisfies Detector;
