import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/** sk_ or rk_, live or test, and a secret; pk_ is public. */
export default {
  id: 'credential.stripe',
  version: 1,
  title: 'Stripe secret key',
  category: 'user.authorization.credentials',
  countries: [],
  sources: ['https://docs.stripe.com/keys'],
  shapes: [{ kind: 'token', prefixes: ['sk_live_', 'rk_live_', 'sk_test_', 'rk_test_', 'whsec_'], min: 30, max: 255 }],
  check(value) {
    if (!/^(?:[sr]k_(?:live|test)_[A-Za-z\d]{20,}|whsec_[A-Za-z\d]{24,})$/.test(value)) return invalid;
    const secret = value.slice(4);
    return valid(value, {
      distinctive: 2,
      ...(isRandom(secret) ? denySecret(value) : { deny: 'placeholder: it is not random' }),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['stripe key', 'api key', 'apikey', 'access token', 'auth token', 'secret key', 'token', 'secret'],
    de: ['api-schlussel', 'zugriffstoken', 'geheimer schlussel'],
    fr: ['cle api', 'cle d api', 'jeton d acces'],
    es: ['clave api', 'clave de api', 'token de acceso'],
    it: ['chiave api', 'token di accesso'],
    nl: ['api-sleutel', 'toegangstoken'],
    pl: ['klucz api', 'token dostepu'],
    sv: ['api-nyckel', 'atkomsttoken'],
  },
  columns: ['stripe_key', 'api_key', 'access_token', 'token', 'secret'],

  reach: 255,
  examples: {
    valid: [
      'sk_live_qU4JExXmiU2vfR3dUomhJJ1m',
      'rk_live_H9yghBMEwAehbCiFEkndbNFd',
      'whsec_jPrNjWk4QVRCiJAhmbFh1D3FUrIeDcym',
    ],
    invalid: ['sk_live_short1', 'pk_live_4Kd82mQz7Lw0Pt5Rb9NvTyU1', 'sk_live-4Kd82mQz7Lw0Pt5Rb9Nv'],
  },
} satisfies Detector;
