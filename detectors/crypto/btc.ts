import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { base58Check } from '../lib/base58.ts';
import { bech32 } from '../lib/bech32.ts';

/** From 1 or 3 in base 58 with four bytes of check, or from bc1 in Bech32. */
export default {
  id: 'crypto.btc',
  version: 1,
  title: 'Bitcoin address',
  category: 'user.financial',
  countries: [],
  sources: [
    'https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki',
    'https://github.com/bitcoin/bips/blob/master/bip-0350.mediawiki',
    'https://en.bitcoin.it/wiki/Base58Check_encoding',
  ],
  shapes: [
    { kind: 'token', prefixes: ['1', '3'], min: 26, max: 35 },
    { kind: 'token', prefixes: ['bc1', 'BC1'], min: 42, max: 62 },
  ],
  check(value) {
    const text = value.trim();
    if (/^bc1/i.test(text)) {
      const lower = text.toLowerCase();
      if ((text !== lower && text !== text.toUpperCase()) || !/^bc1[qpzry9x8gf2tvdw0s]/.test(lower)) return invalid;
      // Programs of 20 and 32 bytes are all that is in use.
      if ((text.length !== 42 && text.length !== 62) || !bech32(lower)) return invalid;
      return valid(lower, { distinctive: 3 });
    }
    if (!/^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(text)) return invalid;
    const payload = base58Check(text);
    const genesis = text === '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa' || text === '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
    if (payload?.length !== 21 || (payload[0] !== 0 && payload[0] !== 5)) return invalid;
    return valid(text, { distinctive: 3, ...(genesis ? { deny: 'documentation: an address of every guide' } : {}) });
  },
  falseAccept: 1,

  labels: {
    en: ['bitcoin', 'btc', 'bitcoin address', 'btc address', 'wallet', 'wallet address', 'crypto wallet'],
    de: ['bitcoin-adresse', 'bitcoin', 'wallet-adresse'],
    fr: ['adresse bitcoin', 'portefeuille bitcoin'],
    es: ['direccion bitcoin', 'monedero bitcoin', 'billetera'],
    it: ['indirizzo bitcoin', 'portafoglio bitcoin'],
    nl: ['bitcoinadres', 'bitcoin-adres'],
    pl: ['adres bitcoin', 'portfel bitcoin'],
    sv: ['bitcoinadress', 'bitcoin-adress'],
  },
  columns: ['bitcoin_address', 'btc_address', 'btc', 'wallet', 'wallet_address', 'crypto_address'],

  reach: 74,
  examples: {
    valid: [
      '1NSZDkaGc7FhoAZyGTxjwevmTSDZnbeL6w',
      '339RUS2cM6YC97kJNMu5vMWphx4UGWNRDt',
      '1PqAuTM5B7QppBmg8bpgnKnooAujjBfGcJ',
      'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    ],
    invalid: [
      '16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyA',
      'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mda',
      '16Yeky6GMjeNkAiNcBY7',
    ],
  },
} satisfies Detector;
