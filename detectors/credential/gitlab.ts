import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/** A prefix for the kind of token and twenty characters or more. */
export default {
  id: 'credential.gitlab',
  version: 1,
  title: 'GitLab token',
  category: 'user.authorization.credentials',
  countries: [],
  sources: ['https://docs.gitlab.com/security/tokens/#token-prefixes'],
  shapes: [
    {
      kind: 'token',
      prefixes: ['glpat-', 'gldt-', 'glrt-', 'glptt-', 'glcbt-', 'glsoat-'],
      min: 25,
      max: 300,
      also: '_-.',
    },
  ],
  check(value) {
    if (!/^gl(?:pat|dt|rt|ptt|cbt|soat)-[\w.-]{20,}$/.test(value)) return invalid;
    const secret = value.slice(4);
    return valid(value, {
      distinctive: 2,
      ...(isRandom(secret) ? denySecret(value) : { deny: 'placeholder: it is not random' }),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['gitlab token', 'api key', 'apikey', 'access token', 'auth token', 'secret key', 'token', 'secret'],
    de: ['api-schlussel', 'zugriffstoken', 'geheimer schlussel'],
    fr: ['cle api', 'cle d api', 'jeton d acces'],
    es: ['clave api', 'clave de api', 'token de acceso'],
    it: ['chiave api', 'token di accesso'],
    nl: ['api-sleutel', 'toegangstoken'],
    pl: ['klucz api', 'token dostepu'],
    sv: ['api-nyckel', 'atkomsttoken'],
  },
  columns: ['gitlab_token', 'api_key', 'access_token', 'token', 'secret'],

  reach: 300,
  examples: {
    valid: ['glpat-z3Gf7EVmFhPTDZbDHRiE', 'gldt-haTfOQbiX6mV55LT005M', 'glrt-gjPNMpmzp5nGOwbvO0vo'],
    invalid: ['glpat-short1', 'glxxx-4Kd82mQz7Lw0Pt5Rb9Nv', 'gl-pat-4Kd82mQz7Lw0Pt5Rb9Nv'],
  },
} satisfies Detector;
