import ipaddr from 'ipaddr.js';
import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { nobodysAddress } from '../lib/ip.ts';

/** Four numbers up to 255, in decimal without leading zeros. */
export default {
  id: 'ip.v4',
  version: 1,
  title: 'IPv4 address',
  category: 'user.device.ip_address',
  countries: [],
  sources: [
    'https://www.rfc-editor.org/rfc/rfc791',
    'https://www.rfc-editor.org/rfc/rfc5737',
    'https://www.rfc-editor.org/rfc/rfc6890',
  ],
  shapes: [{ kind: 'ipv4' }],
  check(value) {
    if (!/^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(value)) return invalid;
    const deny = nobodysAddress(ipaddr.IPv4.parse(value));
    return valid(value, deny === null ? {} : { deny });
  },
  falseAccept: 1,
  distinctive: 0.3,
  labels: {
    en: [
      'ip',
      'ips',
      'ip address',
      'ip addresses',
      'ipv4',
      'client',
      'client ip',
      'remote address',
      'remote addr',
      'source ip',
      'src',
      'logged in from',
      'connection from',
      'x-forwarded-for',
    ],
    de: ['ip', 'ip-adresse', 'ip-adressen', 'ipadresse', 'ipv4', 'anmeldung von', 'verbindung von'],
    fr: ['ip', 'adresse ip', 'adresses ip', 'connexion depuis'],
    es: ['ip', 'direccion ip', 'direcciones ip', 'conexion desde'],
    it: ['ip', 'indirizzo ip', 'indirizzi ip', 'connessione da'],
    nl: ['ip', 'ip-adres', 'ip-adressen', 'verbinding van'],
    pl: ['ip', 'adres ip', 'adresy ip', 'polaczenie z'],
    sv: ['ip', 'ip-adress', 'ip-adresser', 'anslutning fran'],
  },
  columns: [
    'ip',
    'ip_address',
    'ip_addr',
    'ipv4',
    'client_ip',
    'remote_ip',
    'remote_addr',
    'source_ip',
    'src_ip',
    'user_ip',
    'last_ip',
    'login_ip',
    'signup_ip',
    'host',
    'ip_adresse',
    'adresse_ip',
    'direccion_ip',
    'indirizzo_ip',
    'ip_adres',
    'adres_ip',
    'ip_adress',
  ],
  negativeLabels: [
    'version',
    'versions',
    'ver',
    'v',
    'release',
    'build',
    'firmware',
    'revision',
    'section',
    'chapter',
    'oid',
    'abschnitt',
    'kapitel',
  ],
  reach: 15,
  examples: {
    valid: ['84.17.46.201', '93.184.215.14', '2.16.100.9'],
    invalid: ['256.10.10.10', '84.17.46', '84.17.046.201', '84.17.46.256', '300.168.1.1'],
  },
} satisfies Detector;
