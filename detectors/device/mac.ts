import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';

/**
 * Six bytes in hexadecimal, with colons, hyphens, or in three groups with full stops (EUI-48). Without separators
 * only with a label.
 */
export default {
  id: 'device.mac',
  version: 1,
  title: 'MAC address',
  category: 'user.device.device_id',
  countries: [],
  sources: ['https://standards.ieee.org/products-programs/regauth/', 'https://www.rfc-editor.org/rfc/rfc9542'],
  shapes: [{ kind: 'ipv6' }, { kind: 'mask', mask: 'XXXXXXXXXXXX', separators: '-.' }],
  check(value) {
    const text = value.trim();
    if (
      !/^(?:[\da-f]{2}(?::[\da-f]{2}){5}|[\da-f]{2}(?:-[\da-f]{2}){5}|[\da-f]{4}\.[\da-f]{4}\.[\da-f]{4}|[\da-f]{12})$/i.test(
        text,
      )
    )
      return invalid;
    const hex = text.replace(/[^\da-f]/gi, '').toLowerCase();
    // Broadcast and nothing, groups (the lowest bit of the first byte) of documents and protocols.
    if (/^(.)\1*$/.test(hex) || /^(?:01005e|3333|00005e00(?:01|53)|0180c2)/.test(hex)) return invalid;
    if (text.length === 12) return valid(hex, { needs: 'label' });
    return valid(hex, { distinctive: 1.7 });
  },
  falseAccept: 1,

  labels: {
    en: [
      'mac',
      'mac address',
      'mac addr',
      'hardware address',
      'physical address',
      'ethernet address',
      'device mac',
      'hwaddr',
      'wifi mac',
    ],
    de: ['mac-adresse', 'hardwareadresse', 'physische adresse'],
    fr: ['adresse mac', 'adresse physique'],
    es: ['direccion mac', 'direccion fisica'],
    it: ['indirizzo mac', 'indirizzo fisico'],
    nl: ['mac-adres', 'hardwareadres'],
    pl: ['adres mac', 'adres fizyczny'],
    sv: ['mac-adress', 'hardvaruadress'],
  },
  columns: ['mac', 'mac_address', 'mac_addr', 'hardware_address', 'ethernet_address', 'hwaddr', 'device_mac'],

  reach: 17,
  examples: {
    valid: ['4a:5a:91:57:b9:f3', '4c-cc-df-c7-62-fc', '423a.5be6.e021'],
    invalid: ['00:1A:2B:3C:4D', 'FF:FF:FF:FF:FF:FF', '00:00:00:00:00:00', '10:2F:33-AC-29-C3'],
  },
} satisfies Detector;
