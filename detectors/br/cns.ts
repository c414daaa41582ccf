import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { mod11 } from '../lib/weights.ts';

/** Fifteen digits from 1, 2, 7, 8 or 9; with weights 15 to 1 the sum is a multiple of eleven. */
export default {
  id: 'br.cns',
  version: 1,
  title: 'Brazilian health card (CNS, Cartão SUS)',
  category: 'user.health_and_medical.insurance_beneficiary_id',
  countries: ['BR'],
  sources: [
    'https://www.gov.br/saude/pt-br/composicao/seidigi/cartao-nacional-de-saude-cns',
    'https://integracao.esusaps.bridge.ufsc.tech/ledi/documentacao/regras/algoritmo_CNS.html',
  ],
  shapes: [{ kind: 'digits', digits: [15], separators: ' .-', groups: [[3, 4, 4, 4]] }],
  check(value) {
    const digits = compact(value);
    return /^[12789]\d{14}$/.test(digits) && mod11(digits) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.046,

  labels: {
    en: ['cns', 'cns number', 'sus card', 'brazilian health card', 'health card'],
    pt: ['cns', 'cartao sus', 'cartao nacional de saude', 'numero do cns', 'cartao do sus', 'carteira sus'],
  },
  columns: ['cns', 'cartao_sus', 'numero_cns', 'nr_cns', 'cartao_nacional_saude'],

  negativeLabels: ['imei', 'cartao de credito'],
  needs: 'context',

  reach: 18,
  examples: {
    valid: ['705 6721 4088 0099', '896497645387515', '758 8328 3209 1600'],
    invalid: ['705 6721 4088 0090', '896497645387516', '398 0029 6019 4700', '70000000000', '7000000000000'],
  },
} satisfies Detector;
