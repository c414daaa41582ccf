import ipaddr from 'ipaddr.js';
import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { nobodysAddress } from '../lib/ip.ts';

/** Eight groups of hexadecimal digits, zeros abbreviated by ::, the last two also written as an IPv4 address. */
export default {
  id: 'ip.v6',
  version: 1,
  title: 'IPv6 address',
  category: 'user.device.ip_address',
  countries: [],
  sources: [
    'https://www.rfc-editor.org/rfc/rfc4291',
    'https://www.rfc-editor.org/rfc/rfc5952',
    'https://www.rfc-editor.org/rfc/rfc3849',
  ],
  shapes: [{ kind: 'ipv6' }],
  check(value) {
    const address = value.replace(/%[\w.-]+$/, '');
    if (!/^[0-9a-f:]*:(?:[0-9a-f]*|(?:\d{1,3}\.){3}\d{1,3})$/i.test(address) || !ipaddr.IPv6.isValid(address))
      return invalid;
    // `std::abs`, `be::ad`: a name of a program has the form too.
    if (!/\d/.test(address) && address !== '::' && address.split(':').length < 6) return invalid;
    const parsed = ipaddr.IPv6.parse(address);
    const deny = parsed.isIPv4MappedAddress() ? nobodysAddress(parsed.toIPv4Address()) : nobodysAddress(parsed);
    // Only 2000::/3 has been given out so far, and 64:ff9b::/96 for translation; elsewhere an abbreviation may be anything (`F1::F2`).
    const odd =
      address.includes('::') && !/^(?:[23]|64:ff9b:)/.test(parsed.toNormalizedString()) ? { distinctive: -1 } : {};
    return valid(parsed.toString(), deny === null ? odd : { deny });
  },
  falseAccept: 1,
  shared: true,
  distinctive: 1,
  labels: {
    en: [
      'ip',
      'ips',
      'ip address',
      'ip addresses',
      'ipv6',
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
    de: ['ip', 'ip-adresse', 'ip-adressen', 'ipadresse', 'ipv6', 'anmeldung von', 'verbindung von'],
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
    'ipv6',
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
  negativeLabels: ['mac', 'fingerprint', 'checksum', 'version'],
  reach: 60,
  examples: {
    valid: [
      '2a02:8109:9a3f:1c00:5054:ff:fe1b:b031',
      '2400:c401::5054:ff:fe1b:b031',
      '2a00:1450:4001:82a::200e',
      '64:ff9b::84.17.46.201',
    ],
    invalid: [
      '684D:1111:222:3333:4444:5555:77',
      '12:34:56',
      'aa:bb:cc:dd:ee:ff',
      '2001::25de::cade',
      '12345:c401::1',
      'de::ad',
    ],
  },
} satisfies Detector;
