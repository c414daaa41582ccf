import type { IPv4, IPv6 } from 'ipaddr.js';

/** Addresses that are known to everyone and used as placeholders or name servers: nobody's connection. */
const famous: ReadonlySet<string> = new Set(
  `1.1.1.1 1.0.0.1 8.8.8.8 8.8.4.4 9.9.9.9 208.67.222.222 208.67.220.220 1.2.3.4 4.3.2.1 2.2.2.2 3.3.3.3 4.4.4.4 5.5.5.5 6.6.6.6 7.7.7.7
  2606:4700:4700::1111 2606:4700:4700::1001 2001:4860:4860::8888 2001:4860:4860::8844 2620:fe::fe 2620:fe::9`.split(
    /\s+/,
  ),
);

const reasons: Readonly<Record<string, string>> = {
  private: 'no person: address of a private network',
  uniqueLocal: 'no person: address of a private network',
  loopback: 'no person: the machine itself',
  unspecified: 'no person: no address',
  linkLocal: 'no person: address of one cable',
  multicast: 'no person: a group of machines',
  broadcast: 'no person: all machines',
  carrierGradeNat: 'no person: address inside a provider',
  benchmarking: 'test value: kept for measurements',
};

/** Why an address is no person's, or null. Documentation ranges are those of RFC 5737 and RFC 3849. */
export function nobodysAddress(address: IPv4 | IPv6): string | null {
  const text = address.toString();
  if (famous.has(text)) return 'placeholder: an address known to everyone';
  if (isDocumentation(text)) return 'documentation: addresses kept for examples';
  const range = address.range();
  if (range === 'unicast' || range === 'teredo' || range === '6to4' || range === 'rfc6052') return null;
  return reasons[range] ?? 'no person: a reserved address';
}

function isDocumentation(text: string): boolean {
  return /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./.test(text) || /^(?:2001:db8|3fff):/.test(text);
}
