import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/** OpenAI, Anthropic, Hugging Face, Replicate, Groq and xAI, each with its prefix. */
export default {
  id: 'credential.ai',
  version: 1,
  title: 'Key of an AI service',
  category: 'user.authorization.credentials',
  countries: [],
  sources: [
    'https://platform.openai.com/docs/api-reference/authentication',
    'https://docs.anthropic.com/en/api/overview',
    'https://huggingface.co/docs/hub/security-tokens',
  ],
  shapes: [
    { kind: 'token', prefixes: ['sk-proj-', 'sk-ant-', 'sk-svcacct-'], min: 40, max: 255, also: '_-' },
    { kind: 'token', prefixes: ['hf_'], min: 37, max: 37 },
    { kind: 'token', prefixes: ['r8_', 'gsk_', 'xai-'], min: 40, max: 100 },
  ],
  check(value) {
    if (
      !/^(?:sk-(?:proj|svcacct|ant)-[\w-]{30,}|hf_[A-Za-z\d]{34}|r8_[A-Za-z\d]{37}|gsk_[A-Za-z\d]{52}|xai-[A-Za-z\d]{70,})$/.test(
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
    en: ['openai api key', 'api key', 'apikey', 'access token', 'auth token', 'secret key', 'token', 'secret'],
    de: ['api-schlussel', 'zugriffstoken', 'geheimer schlussel'],
    fr: ['cle api', 'cle d api', 'jeton d acces'],
    es: ['clave api', 'clave de api', 'token de acceso'],
    it: ['chiave api', 'token di accesso'],
    nl: ['api-sleutel', 'toegangstoken'],
    pl: ['klucz api', 'token dostepu'],
    sv: ['api-nyckel', 'atkomsttoken'],
  },
  columns: ['openai_api_key', 'anthropic_api_key', 'api_key', 'access_token', 'token', 'secret'],

  reach: 255,
  examples: {
    valid: [
      'sk-proj-sPeaep7HZHnFF7xBD1LbWjoxPLCDndhQ7Xy1gJ9zFeoCf4CO',
      'sk-ant-api03-HVv0UC1ld1tXkrPLKUriNHFJdPBqi8I1GGLSbyAB',
      'hf_IBozc72iUu3pCG9lHK9zzLaUxmQ8Hh9CGS',
    ],
    invalid: ['sk-proj-short1', 'sk-foo-4Kd82mQz7Lw0Pt5Rb9NvTyU14Kd82mQz7Lw0', 'hf_4Kd82mQz7Lw0'],
  },
} satisfies Detector;
