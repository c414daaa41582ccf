import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { denySecret, isRandom } from '../lib/secrets.ts';

/** Sixty-four bytes in base 64 behind AccountKey=, or the shared access key of a bus. */
export default {
  id: 'credential.azure',
  version: 1,
  title: 'Azure storage or service key',
  category: 'user.authorization.credentials',
  countries: [],
  sources: ['https://learn.microsoft.com/en-us/azure/storage/common/storage-configure-connection-string'],
  shapes: [{ kind: 'labelled' }],
  check(value) {
    const match = /^[A-Za-z\d+/]{43}=|^[A-Za-z\d+/]{86}==/.exec(value.trimStart());
    if (match === null || !isRandom(match[0].slice(0, -2))) return invalid;
    const known = match[0].startsWith('Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq')
      ? { deny: 'documentation: the key of the storage emulator' }
      : denySecret(match[0]);
    return valid(match[0], {
      offset: value.length - value.trimStart().length,
      length: match[0].length,
      distinctive: 2,
      ...known,
    });
  },
  falseAccept: 1,

  labels: {
    en: [
      'account key',
      'accountkey',
      'shared access key',
      'sharedaccesskey',
      'storage key',
      'azure storage key',
      'azure key',
    ],
    de: ['azure-schlussel', 'speicherkontoschlussel'],
    fr: ['cle azure', 'cle de compte'],
    es: ['clave azure', 'clave de cuenta'],
    it: ['chiave azure', 'chiave account'],
    nl: ['azure-sleutel', 'accountsleutel'],
    pl: ['klucz azure', 'klucz konta'],
    sv: ['azure-nyckel', 'kontonyckel'],
  },
  columns: ['account_key', 'azure_storage_key', 'shared_access_key', 'storage_key', 'azure_key'],

  reach: 120,
  examples: {
    valid: [
      'yTwJgGqUE9BkKPfX0E6Rb6Tb9BaVLdZBFi9hhQJXRrsupdxJeBOBqy8XYHNv4KAfurxoDCloEoBHGuPiRKroba==',
      'AhfyE7r8GqUsYG5mZvWxv7hcMYlHRPtgYs0n5xmG7kw=',
      'ZjIppsqSInUj8JclXEmhTNv4jQH71RltkVygyUf9o5wLcupJxbUYzrXe4bz863JxBhczcpODraBaOMQDfyAtgV==',
    ],
    invalid: ['short==', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', '4Kd82mQz7Lw0Pt5Rb9Nv'],
  },
} satisfies Detector;
