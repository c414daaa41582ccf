import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/** npm, PyPI, Docker Hub and RubyGems, each with its prefix. */
export default {
  id: 'credential.package_registry',
  version: 1,
  title: 'Token of a package registry',
  category: 'user.authorization.credentials',
  countries: [],
  sources: [
    'https://docs.npmjs.com/about-access-tokens',
    'https://pypi.org/help/#apitoken',
    'https://docs.docker.com/security/access-tokens/',
  ],
  shapes: [
    { kind: 'token', prefixes: ['npm_'], min: 40, max: 40 },
    { kind: 'token', prefixes: ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZw'], min: 80, max: 255, also: '_-' },
    { kind: 'token', prefixes: ['dckr_pat_'], min: 36, max: 36, also: '_-' },
    { kind: 'token', prefixes: ['rubygems_'], min: 57, max: 57 },
  ],
  check(value) {
    if (!/^(?:npm_[A-Za-z\d]{36}|pypi-[\w-]{75,}|dckr_pat_[\w-]{27}|rubygems_[\da-f]{48})$/.test(value)) return invalid;
    const secret = value.slice(4);
    return valid(value, {
      distinctive: 2,
      ...(isRandom(secret) ? denySecret(value) : { deny: 'placeholder: it is not random' }),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['npm token', 'api key', 'apikey', 'access token', 'auth token', 'secret key', 'token', 'secret'],
    de: ['api-schlussel', 'zugriffstoken', 'geheimer schlussel'],
    fr: ['cle api', 'cle d api', 'jeton d acces'],
    es: ['clave api', 'clave de api', 'token de acceso'],
    it: ['chiave api', 'token di accesso'],
    nl: ['api-sleutel', 'toegangstoken'],
    pl: ['klucz api', 'token dostepu'],
    sv: ['api-nyckel', 'atkomsttoken'],
  },
  columns: ['npm_token', 'pypi_token', 'docker_token', 'api_key', 'access_token', 'token', 'secret'],

  reach: 255,
  examples: {
    valid: [
      'npm_DkkSDV0MAUHgK6T6B4Nzv8R3EXaSFGaLk2DY',
      'dckr_pat_gtOJCwd3BX6MCgL7eJNhWV64pj7',
      'npm_arUL4z1NykxcNOyQeRnRFXUarFsm6iAtKQVM',
    ],
    invalid: ['npm_short1', 'npm-4Kd82mQz7Lw0Pt5Rb9NvTyU14Kd82mQz7Lw0', 'dckr_pat_short1'],
  },
} satisfies Detector;
