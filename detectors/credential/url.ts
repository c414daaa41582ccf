import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret } from '../lib/secrets.ts';

/** scheme://user:password@host, of databases, queues and web services. */
export default {
  id: 'credential.url',
  version: 1,
  title: 'Connection string with a password',
  category: 'user.authorization.password',
  countries: [],
  sources: [
    'https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1',
    'https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS',
  ],
  shapes: [{ kind: 'url' }],
  check(value) {
    const match = /^[a-z][a-z\d+.-]*:\/\/([^/?#@:\s]{0,128}):([^/@\s]{3,128})@([\w.-]+|\[[\da-f:]+\])/i.exec(value);
    if (match === null) return invalid;
    const [, user, secret, host] = match as unknown as [string, string, string, string];
    if (/^[$%{<*]|\$\{|\{\{|%[sdv({]|^\d{1,5}$/.test(secret) || /[(){}<>]/.test(user)) return invalid;
    const usual =
      /^(?:pass(?:word|wd)?|pwd|pw|secret|token|user|admin|root|test|guest|postgres|mysql|redis|api[-_]?key|x+|\.+|\*+)\d{0,3}$/i.test(
        secret,
      );
    const nobody = usual || secret === user || /(?:^|\.)example(?:\.(?:com|org|net))?$|\.(?:test|invalid)$/i.test(host);
    return valid(value, {
      distinctive: 1.5,
      ...(nobody ? { deny: 'placeholder: a word for any password, or a host for examples' } : denySecret(secret)),
    });
  },
  falseAccept: 1,

  labels: {
    en: ['connection string', 'database url', 'db url', 'dsn', 'jdbc url', 'connection url', 'connection uri', 'url'],
    de: ['verbindungszeichenfolge', 'datenbank-url'],
    fr: ['chaine de connexion', 'url de la base'],
    es: ['cadena de conexion', 'url de la base de datos'],
    it: ['stringa di connessione', 'url del database'],
    nl: ['verbindingsreeks', 'database-url'],
    pl: ['parametry polaczenia', 'adres bazy danych'],
    sv: ['anslutningsstrang', 'databas-url'],
  },
  columns: ['connection_string', 'database_url', 'db_url', 'dsn', 'jdbc_url', 'connection_url'],

  reach: 400,
  examples: {
    valid: [
      'postgres://billing:hV7q2Lz9@db1.nordwind.de:5432/bills',
      'mongodb+srv://reader:Kw82mQz7@cluster0.lager.net/shop',
      'https://deploy:9fTq4LmZ@git.nordwind.de/shop.git',
      'amqp://worker:Zr5Tq8Lw@queue.lager.net:5672',
    ],
    invalid: [
      'https://www.nordwind.de/a:b@c',
      'postgres://billing@db1.nordwind.de/bills',
      'mysql://user:{{pass}}@db/shop',
      'http://localhost:8080/@scope',
    ],
  },
} satisfies Detector;
