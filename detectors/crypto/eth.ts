import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { keccak256 } from '../lib/keccak.ts';
import { denySecret } from '../lib/secrets.ts';

/**
 * 0x and forty hexadecimal digits; capitals among them are a check (EIP-55). In small letters alone they check
 * nothing, and need a label.
 */
export default {
  id: 'crypto.eth',
  version: 1,
  title: 'Ethereum address',
  category: 'user.financial',
  countries: [],
  sources: ['https://eips.ethereum.org/EIPS/eip-55'],
  shapes: [{ kind: 'token', prefixes: ['0x'], min: 42, max: 42 }],
  check(value) {
    const text = value.trim();
    if (!/^0x[\da-fA-F]{40}$/.test(text)) return invalid;
    const hex = text.slice(2);
    const lower = hex.toLowerCase();
    if (/^(.)\1*$/.test(lower) || /^0{20}/.test(lower)) return invalid;
    if (hex === lower || hex === hex.toUpperCase())
      return valid(`0x${lower}`, { needs: 'label', ...denySecret(lower) });
    const hash = keccak256(lower);
    for (let i = 0; i < 40; i++) {
      const capital = Number.parseInt(hash[i]!, 16) > 7;
      if (/[a-f]/i.test(hex[i]!) && (hex[i] === hex[i]!.toUpperCase()) !== capital) return invalid;
    }
    return valid(`0x${lower}`, { distinctive: 3 });
  },
  falseAccept: 1,

  labels: {
    en: ['ethereum', 'eth', 'ethereum address', 'eth address', 'wallet', 'wallet address', 'crypto wallet'],
    de: ['ethereum-adresse', 'ethereum', 'wallet-adresse'],
    fr: ['adresse ethereum', 'portefeuille ethereum'],
    es: ['direccion ethereum', 'monedero ethereum'],
    it: ['indirizzo ethereum', 'portafoglio ethereum'],
    nl: ['ethereumadres', 'ethereum-adres'],
    pl: ['adres ethereum', 'portfel ethereum'],
    sv: ['ethereumadress', 'ethereum-adress'],
  },
  columns: ['ethereum_address', 'eth_address', 'eth', 'wallet', 'wallet_address', 'crypto_address'],

  reach: 42,
  examples: {
    valid: [
      '0x60C5590F72Eef292f9545aFC28Bf63CA91d2016A',
      '0x06F8FaeA3B5F697691b6d063A07ba4FFAF1ECE9A',
      '0x759065e51b74ea58e1d807505c76dfdd88743020',
      '0xba92968cf6ce3861cdf4e4af69e72c130244b59c',
    ],
    invalid: [
      '0x0000000000000000000000000000000000000000',
      '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAea',
      '0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae',
    ],
  },
} satisfies Detector;
