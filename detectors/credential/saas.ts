import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/** SendGrid, Shopify, DigitalOcean, Postman, Linear, Square and Mailgun, each with its prefix. */
export default {
  id: 'credential.saas',
  version: 1,
  title: 'Key of a web service',
  category: 'user.authorization.credentials',
  countries: [],
  sources: [
    'https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys',
    'https://shopify.dev/docs/apps/build/authentication-authorization',
    'https://docs.digitalocean.com/reference/api/create-personal-access-token/',
  ],
  shapes: [
    { kind: 'token', prefixes: ['SG.'], min: 69, max: 69, also: '_-.' },
    { kind: 'token', prefixes: ['shpat_', 'shpss_', 'shpca_'], min: 38, max: 38 },
    { kind: 'token', prefixes: ['dop_v1_', 'doo_v1_'], min: 71, max: 71 },
    { kind: 'token', prefixes: ['PMAK-'], min: 64, max: 64, also: '-' },
    { kind: 'token', prefixes: ['lin_api_'], min: 48, max: 48 },
    { kind: 'token', prefixes: ['sq0csp-', 'sq0atp-'], min: 29, max: 50, also: '_-' },
    { kind: 'token', prefixes: ['key-'], min: 36, max: 36 },
  ],
  check(value) {
    if (
      !/^(?:SG\.[\w-]{22}\.[\w-]{43}|shp(?:at|ss|ca)_[\da-fA-F]{32}|do[po]_v1_[\da-f]{64}|PMAK-[\da-f]{24}-[\da-f]{34}|lin_api_[A-Za-z\d]{40}|sq0(?:csp-[\w-]{43}|atp-[\w-]{22})|key-[\da-f]{32})$/.test(
        value,
      )
    )
      return invalid;
    const secret = value.slice(4);
    return valid(value, {
      distinctive: 2,
      ...(isRandom(secret) ? denySecret(value) : { deny: 'placeholder: it is not random' }),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['sendgrid api key', 'api key', 'apikey', 'access token', 'auth token', 'secret key', 'token', 'secret'],
    de: ['api-schlussel', 'zugriffstoken', 'geheimer schlussel'],
    fr: ['cle api', 'cle d api', 'jeton d acces'],
    es: ['clave api', 'clave de api', 'token de acceso'],
    it: ['chiave api', 'token di accesso'],
    nl: ['api-sleutel', 'toegangstoken'],
    pl: ['klucz api', 'token dostepu'],
    sv: ['api-nyckel', 'atkomsttoken'],
  },
  columns: ['sendgrid_api_key', 'shopify_token', 'api_key', 'access_token', 'token', 'secret'],

  reach: 100,
  examples: {
    valid: [
      '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',
      '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',
      'dop_v1_c2654b82a569456db45f034a734fade48a530943c6522860d3a884175019c458',
    ],
    invalid: ['SG.short1.short2', 'shpat_4d82', 'key-4Kd82mQz7Lw0Pt5Rb9NvTyU14Kd82mQz'],
  },
} satisfies Detector;
