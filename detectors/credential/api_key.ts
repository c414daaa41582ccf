import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/** Sixteen characters or more, as varied as random ones, behind a label that says what they are. */
export default {
  id: 'credential.api_key',
  version: 1,
  title: 'API key or token by its label',
  category: 'user.authorization.credentials',
  countries: [],
  sources: [
    'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html',
    'https://cwe.mitre.org/data/definitions/798.html',
  ],
  shapes: [{ kind: 'labelled' }],
  check(value) {
    const match = /^(?:Bearer |Basic )?([A-Za-z\d_+/~.=-]{16,200})(?![\w([{$@:])/.exec(value);
    const secret = match?.[1];
    // Words, paths, names of variables and UUIDs are not random; hashes without a label of their own are everywhere.
    if (secret === undefined || !/\d/.test(secret) || !/[A-Za-z]/.test(secret) || !isRandom(secret)) return invalid;
    if (
      /^(?:\/|\.{1,2}\/|[a-z]+:\/\/)|[a-z]{9}|\.[a-z]{1,4}$|(?:[a-z]{3,}[-_./]){2}/i.test(secret) ||
      (secret.match(/\d/g) ?? []).length < 2
    )
      return invalid;
    const offset = match![0].length - secret.length;
    return valid(secret, { offset, length: secret.length, ...denySecret(secret) });
  },
  falseAccept: 0.84,

  labels: {
    en: [
      'api key',
      'apikey',
      'api secret',
      'client secret',
      'app secret',
      'secret key',
      'access token',
      'auth token',
      'refresh token',
      'bearer token',
      'api token',
      'secret token',
      'consumer secret',
    ],
    de: ['api-schlussel', 'zugriffstoken', 'geheimer schlussel'],
    fr: ['cle api', 'cle d api', 'cle secrete', 'jeton d acces'],
    es: ['clave api', 'clave de api', 'clave secreta', 'token de acceso'],
    it: ['chiave api', 'chiave segreta', 'token di accesso'],
    nl: ['api-sleutel', 'geheime sleutel', 'toegangstoken'],
    pl: ['klucz api', 'tajny klucz', 'token dostepu'],
    sv: ['api-nyckel', 'hemlig nyckel', 'atkomsttoken'],
  },
  columns: [
    'api_key',
    'apikey',
    'api_secret',
    'client_secret',
    'app_secret',
    'secret_key',
    'access_token',
    'auth_token',
    'refresh_token',
    'api_token',
  ],

  needs: 'label',

  reach: 200,
  examples: {
    valid: ['8s4uF51XMId8pXy7DbQVdvbx', 'ccd1629c67776209459ade80c319b900', '1RIflG4GevWfJI32rZ7T0kCldIgaf9Yn'],
    invalid: ['settings.env.API_KEY_1', 'your-api-key-goes-here', 'string', 'aaaaaaaaaaaaaaaaaaaa1'],
  },
} satisfies Detector;
