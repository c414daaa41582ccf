import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/** AIza and 35 characters, GOCSPX- and 28, or an access token from ya29. */
export default {
  id: 'credential.google',
  version: 1,
  title: 'Google API key or OAuth secret',
  category: 'user.authorization.credentials',
  countries: [],
  sources: [
    'https://cloud.google.com/docs/authentication/api-keys',
    'https://developers.google.com/identity/protocols/oauth2',
  ],
  shapes: [
    { kind: 'token', prefixes: ['AIza'], min: 39, max: 39, also: '_-' },
    { kind: 'token', prefixes: ['GOCSPX-'], min: 35, max: 35, also: '_-' },
    { kind: 'token', prefixes: ['ya29.'], min: 60, max: 220, also: '_-.' },
  ],
  check(value) {
    if (!/^(?:AIza[\w-]{35}|GOCSPX-[\w-]{28}|ya29\.[\w-]{55,})$/.test(value)) return invalid;
    const secret = value.slice(4);
    return valid(value, {
      distinctive: 2,
      ...(isRandom(secret) ? denySecret(value) : { deny: 'placeholder: it is not random' }),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['google api key', 'api key', 'apikey', 'access token', 'auth token', 'secret key', 'token', 'secret'],
    de: ['api-schlussel', 'zugriffstoken', 'geheimer schlussel'],
    fr: ['cle api', 'cle d api', 'jeton d acces'],
    es: ['clave api', 'clave de api', 'token de acceso'],
    it: ['chiave api', 'token di accesso'],
    nl: ['api-sleutel', 'toegangstoken'],
    pl: ['klucz api', 'token dostepu'],
    sv: ['api-nyckel', 'atkomsttoken'],
  },
  columns: ['google_api_key', 'api_key', 'access_token', 'token', 'secret'],

  reach: 220,
  examples: {
    valid: [
      'AIzaX2PJ3cSk5jlYKV5bxViBpfZ80cB6ESKbWLD',
      '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',
      'AIzaAQBhaL758o8sXvunB5wJAQU9VoMgZHEjLMJ',
    ],
    invalid: ['AIzaShort1', 'GOCSPX-short1', 'BIzaSyD4x7Kq2Lw9Rt5Yb8Nv3Mc6Hj1Pf0ZgUa'],
  },
} satisfies Detector;
