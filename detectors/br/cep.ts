import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Eight digits, the last three behind a hyphen. */
export default {
  id: 'br.cep',
  version: 1,
  title: 'Brazilian postal code (CEP)',
  category: 'user.contact.address',
  countries: ['BR'],
  sources: ['https://www.correios.com.br/enviar/precisa-de-ajuda/tudo-sobre-cep'],
  shapes: [{ kind: 'digits', digits: [8], separators: '-', groups: [[5, 3]] }],
  check(value) {
    const digits = compact(value);
    return /^\d{8}$/.test(digits) && digits >= '01000000' ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.99,
  shared: true,
  labels: {
    en: ['cep', 'brazilian postal code', 'zip code brazil'],
    pt: ['cep', 'codigo postal', 'codigo de enderecamento postal', 'cep residencial'],
  },
  columns: ['cep', 'cep_residencial', 'codigo_postal', 'nr_cep', 'cep_cliente'],

  needs: 'label',

  reach: 9,
  examples: { valid: ['21984-046', '74909317', '11529-978'], invalid: ['00123-456', '1234-567', '123456789'] },
} satisfies Detector;
