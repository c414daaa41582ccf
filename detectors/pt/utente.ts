import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Nine digits; no check is published. */
export default {
  id: 'pt.utente',
  version: 1,
  title: 'Portuguese health service user number',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['PT'],
  sources: ['https://www.sns24.gov.pt/servico/numero-de-utente-do-sns/'],
  shapes: [{ kind: 'digits', digits: [9], separators: ' ', groups: [[3, 3, 3]] }],
  check(value) {
    const digits = compact(value);
    return /^[1-9]\d{8}$/.test(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 1,
  labels: {
    en: ['sns number', 'health user number', 'patient number'],
    pt: [
      'utente',
      'numero de utente',
      'numeros de utente',
      'nº utente',
      'n.º de utente',
      'n.º utente',
      'nº de utente',
      'utente n.º',
      'numero de utente do sns',
      'sns',
      'numero sns',
      'cartao de utente',
    ],
  },
  columns: ['utente', 'numero_utente', 'num_utente', 'no_utente', 'n_utente', 'sns', 'numero_sns'],
  negativeLabels: ['telefone', 'telemovel', 'nif', 'contribuinte'],
  needs: 'label',
  deny: [],
  reach: 11,
  examples: {
    valid: ['193336686', '300 332 857', '293432518', '258 663 823', '709567695'],
    invalid: ['093336686', '000 332 857', '012345678', '12345678', '19333668', '300 332 8577'],
  },
} satisfies Detector;
