import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/**
 * AKIA (lasting) or ASIA (for a while) and sixteen letters and digits of base 32; the secret that belongs to it,
 * forty characters, by its label.
 */
export default {
  id: 'credential.aws',
  version: 1,
  title: 'Amazon Web Services access key',
  category: 'user.authorization.credentials',
  countries: [],
  sources: ['https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids'],
  shapes: [{ kind: 'token', prefixes: ['AKIA', 'ASIA'], min: 20, max: 20 }, { kind: 'labelled' }],
  check(value) {
    const key = /(?<![A-Za-z\d])(?:AKIA|ASIA)[A-Z2-7]{16}(?![A-Za-z\d])/.exec(value);
    const found = key ?? /^[A-Za-z\d/+]{40}(?![A-Za-z\d/+=])/.exec(value);
    if (found === null || (key === null && (/^[\da-f]{40}/i.test(found[0]) || !isRandom(found[0])))) return invalid;
    return valid(found[0], { offset: found.index, length: found[0].length, distinctive: 2, ...denySecret(found[0]) });
  },
  falseAccept: 1,

  labels: {
    en: [
      'aws key',
      'aws access key',
      'aws access key id',
      'access key id',
      'aws secret',
      'aws secret key',
      'aws secret access key',
      'secret access key',
    ],
    de: ['aws-schlussel', 'aws-zugriffsschlussel'],
    fr: ['cle aws', 'cle d acces aws'],
    es: ['clave aws', 'clave de acceso aws'],
    it: ['chiave aws', 'chiave di accesso aws'],
    nl: ['aws-sleutel', 'aws-toegangssleutel'],
    pl: ['klucz aws', 'klucz dostepu aws'],
    sv: ['aws-nyckel', 'aws-atkomstnyckel'],
  },
  columns: [
    'aws_access_key',
    'aws_access_key_id',
    'access_key_id',
    'aws_secret_access_key',
    'aws_secret',
    'secret_access_key',
  ],

  reach: 60,
  examples: {
    valid: ['AKIAS2BN7YCN4TW7DG3M', 'ASIAR2AM6XAP2TV7DG3L', 'AKIAH4AN5XCM3SU6DG2K'],
    invalid: ['AKIA1234567890ABCDE1', 'ABIAQ2AM5XAM2QU5DG2', 'akiaq2am5xam2qu5dg2k'],
  },
} satisfies Detector;
