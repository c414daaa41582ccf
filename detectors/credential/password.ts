import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret } from '../lib/secrets.ts';

/**
 * What stands behind a label for a password: six characters or more without a space, of two kinds, and no code,
 * variable or type.
 */
export default {
  id: 'credential.password',
  version: 1,
  title: 'Password by its label',
  category: 'user.authorization.password',
  countries: [],
  sources: ['https://pages.nist.gov/800-63-4/sp800-63b.html', 'https://cwe.mitre.org/data/definitions/256.html'],
  shapes: [{ kind: 'labelled' }],
  check(value) {
    const match = /^(?:\S{6,64})(?=$|\s)/.exec(value.trimEnd());
    if (match === null) return invalid;
    const secret = match[0].replace(/[,;.]$/, '');
    if (secret.length < 6 || /[(){}[\]<>"`|\\]|^[$%@&*#:/.=-]|::|->|=>|:\/\//.test(secret)) return invalid;
    // A digit or a sign tells it from a word; a dot, hyphen or underscore between words does not.
    if (!/[a-z]/i.test(secret) || !/[\d!#$%&*+=?@^~]/.test(secret) || /^[a-z_]+(?:[._-][a-z_]+)+\d?$/i.test(secret))
      return invalid;
    if (
      /^(?:https?|utf-?8|sha\d+|md5|base64|bcrypt|argon2\w*|[a-z]\w*=.*)$/i.test(secret) ||
      /^\d+(?:\.\d+)*[a-z]{1,3}$/i.test(secret)
    )
      return invalid;
    const usual =
      /^(?:p[a4@]ss?w[o0]rd|pass|passwort|admin|test|secret|user|root|letmein|welcome|foo|bar)[\d!@#$]{0,4}$/i.test(
        secret,
      );
    return valid(secret, {
      length: secret.length,
      ...(usual ? { deny: 'placeholder: a word for any password' } : denySecret(secret)),
    });
  },
  falseAccept: 1,

  labels: {
    en: [
      'password',
      'passwords',
      'passwd',
      'pwd',
      'pass word',
      'passphrase',
      'login password',
      'user password',
      'db password',
      'admin password',
      'root password',
      'initial password',
      'temporary password',
      'wifi password',
    ],
    de: ['passwort', 'kennwort', 'passworter', 'kennworter', 'initialpasswort', 'losungswort', 'zugangspasswort'],
    fr: ['mot de passe', 'mots de passe', 'mdp'],
    es: ['contrasena', 'contrasenas', 'clave de acceso'],
    it: ['password', 'parola d ordine', 'parola chiave'],
    nl: ['wachtwoord', 'wachtwoorden'],
    pl: ['haslo', 'hasla'],
    sv: ['losenord'],
  },
  columns: [
    'password',
    'passwd',
    'pwd',
    'passwort',
    'kennwort',
    'mot_de_passe',
    'contrasena',
    'wachtwoord',
    'haslo',
    'losenord',
    'user_password',
    'db_password',
  ],

  negativeLabels: ['length', 'policy', 'hash', 'reset'],
  needs: 'label',

  reach: 64,
  examples: {
    valid: ['Sommer#2019Nord', 'k7Vw!pLq29', 'Tr0mpete-41'],
    invalid: ['string', 'undefined', 'settings.env.DB_PASSWORD', '$PASSWORD1', '******'],
  },
} satisfies Detector;
