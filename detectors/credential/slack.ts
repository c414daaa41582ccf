import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/** A prefix for the kind of token, numbers of team and bot, and a secret. */
export default {
  id: 'credential.slack',
  version: 1,
  title: 'Slack token',
  category: 'user.authorization.credentials',
  countries: [],
  sources: ['https://docs.slack.dev/authentication/tokens'],
  shapes: [
    {
      kind: 'token',
      prefixes: ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxs-', 'xapp-', 'xoxe.'],
      min: 30,
      max: 255,
      also: '-.',
    },
  ],
  check(value) {
    if (!/^(?:xox[abprs]-|xapp-|xoxe\.)[A-Za-z\d.-]{25,}$/.test(value)) return invalid;
    const secret = value.slice(4);
    return valid(value, {
      distinctive: 2,
      ...(isRandom(secret) ? denySecret(value) : { deny: 'placeholder: it is not random' }),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['slack token', 'api key', 'apikey', 'access token', 'auth token', 'secret key', 'token', 'secret'],
    de: ['api-schlussel', 'zugriffstoken', 'geheimer schlussel'],
    fr: ['cle api', 'cle d api', 'jeton d acces'],
    es: ['clave api', 'clave de api', 'token de acceso'],
    it: ['chiave api', 'token di accesso'],
    nl: ['api-sleutel', 'toegangstoken'],
    pl: ['klucz api', 'token dostepu'],
    sv: ['api-nyckel', 'atkomsttoken'],
  },
  columns: ['slack_token', 'api_key', 'access_token', 'token', 'secret'],

  reach: 255,
  examples: {
    valid: [
      'xoxb-335199162775-745576294666-o2R1pg4g9A7aPaI5gMQaipmo',
      'xoxp-356582045814-629170104104-iMmSWwE2c6Hsxy61nRxUFgpr',
      'xoxb-30648634974-770xVHjcucs1gI3HReIjtLaZ',
    ],
    invalid: ['xoxb-1234', 'xoxz-123456789012-123456789012-abcd', 'xoxb_123456789012'],
  },
} satisfies Detector;
