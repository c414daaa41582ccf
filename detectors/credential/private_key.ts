import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';

/** The armour of a private key and the first line of what it holds; public keys and certificates are none. */
export default {
  id: 'credential.private_key',
  version: 1,
  title: 'Private key (PEM)',
  category: 'user.authorization.credentials',
  countries: [],
  sources: ['https://www.rfc-editor.org/rfc/rfc7468', 'https://www.rfc-editor.org/rfc/rfc5958'],
  shapes: [{ kind: 'pem' }],
  check(value) {
    const match =
      /^-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:\\[rn]|\s){1,8}([A-Za-z\d+/=]{24,})$/.exec(value);
    if (match === null) return invalid;
    const body = match[1]!;
    // OpenSSH's begin with a header that is always the same, and full of A.
    return valid(body, {
      distinctive: 1,
      ...(/(.)\1{15}/.test(body) ? { deny: 'placeholder: one character repeated' } : {}),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['private key', 'ssh key', 'tls key', 'ssl key', 'signing key', 'secret key', 'key'],
    de: ['privater schlussel', 'geheimer schlussel'],
    fr: ['cle privee'],
    es: ['clave privada'],
    it: ['chiave privata'],
    nl: ['prive sleutel'],
    pl: ['klucz prywatny'],
    sv: ['privat nyckel'],
  },
  columns: ['private_key', 'ssh_key', 'tls_key', 'ssl_key', 'signing_key', 'secret_key'],

  reach: 200,
  examples: {
    valid: [
      '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEAbYT2DUSmA9DohMHJp1wpBAVKvFCbEhKHKarBUBhUiyHJguxd',
      '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQCA7pNl5rCrUmaK',
      '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAhi',
    ],
    invalid: [
      '-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA',
      '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEbG9jYWxob3N0',
      '-----BEGIN RSA PRIVATE KEY-----\nshort',
    ],
  },
} satisfies Detector;
