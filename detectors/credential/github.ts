import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/** Five kinds of gh?_ and 36 characters or more, or github_pat_. */
export default {
  id: 'credential.github',
  version: 1,
  title: 'GitHub token',
  category: 'user.authorization.credentials',
  countries: [],
  sources: [
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats',
  ],
  shapes: [
    { kind: 'token', prefixes: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], min: 40, max: 255 },
    { kind: 'token', prefixes: ['github_pat_'], min: 82, max: 255, also: '_' },
  ],
  check(value) {
    if (!/^(?:gh[pousr]_[A-Za-z\d]{36,251}|github_pat_\w{71,244})$/.test(value)) return invalid;
    const secret = value.slice(4);
    return valid(value, {
      distinctive: 2,
      ...(isRandom(secret) ? denySecret(value) : { deny: 'placeholder: it is not random' }),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['github token', 'api key', 'apikey', 'access token', 'auth token', 'secret key', 'token', 'secret'],
    de: ['api-schlussel', 'zugriffstoken', 'geheimer schlussel'],
    fr: ['cle api', 'cle d api', 'jeton d acces'],
    es: ['clave api', 'clave de api', 'token de acceso'],
    it: ['chiave api', 'token di accesso'],
    nl: ['api-sleutel', 'toegangstoken'],
    pl: ['klucz api', 'token dostepu'],
    sv: ['api-nyckel', 'atkomsttoken'],
  },
  columns: ['github_token', 'api_key', 'access_token', 'token', 'secret'],

  reach: 255,
  examples: {
    valid: [
      'ghp_sWqp0lAqkjph2vgoeuBrbNbyT5B1XcacrPss',
      'gho_oQAHvGuCwa7Efv7OEjkQ9I1usK2moCB1JnhY',
      'ghs_KcNKhQIesW7fIm35427fpeJTQIBQlTpp0yvs',
    ],
    invalid: ['ghp_short1', 'ghx_4Kd82mQz7Lw0Pt5Rb9Nv3Mc6Hj1Xf8Zg2Ua', 'ghp-4Kd82mQz7Lw0Pt5Rb9Nv3Mc6Hj1Xf8Zg2Ua'],
  },
} satisfies Detector;
