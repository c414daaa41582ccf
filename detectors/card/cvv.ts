import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';

/** Three digits (American Express: four) behind a label: must not be kept after authorisation. */
export default {
  id: 'card.cvv',
  version: 1,
  title: 'Card verification code',
  category: 'user.financial.credit_card',
  countries: [],
  sources: ['https://www.pcisecuritystandards.org/document_library/'],
  shapes: [{ kind: 'digits', digits: [3, 4] }],
  check(value) {
    const digits = value.trim();
    return /^\d{3,4}$/.test(digits) ? valid(digits) : invalid;
  },
  falseAccept: 1,
  shared: true,
  labels: {
    en: [
      'cvv',
      'cvc',
      'cvv2',
      'cvc2',
      'cvv code',
      'cvc code',
      'cvv number',
      'cid code',
      'card verification',
      'card verification code',
      'card verification value',
      'card security code',
    ],
    de: ['prufziffer', 'kartenprufnummer', 'kpn', 'sicherheitscode'],
    fr: ['cryptogramme', 'cryptogramme visuel', 'code de securite'],
    es: ['codigo de seguridad', 'codigo cvv'],
    it: ['codice di sicurezza', 'codice cvv'],
    nl: ['veiligheidscode', 'cvc-code'],
    pl: ['kod cvv', 'kod cvc', 'kod zabezpieczajacy'],
    sv: ['cvv-kod', 'cvc-kod', 'sakerhetskod'],
  },
  columns: ['cvv', 'cvc', 'cvv2', 'cvc2', 'cvv_code', 'card_verification', 'card_security_code'],

  needs: 'label',

  reach: 4,
  examples: { valid: ['714', '3827', '058'], invalid: ['12', '12345', '1a3'] },
} satisfies Detector;
