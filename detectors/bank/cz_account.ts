import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

const groupings = Array.from({ length: 9 }, (_, i) => i + 2).flatMap((number) => [
  [number, 4],
  ...Array.from({ length: 6 }, (_, i) => [i + 1, number, 4]),
]);

/** A prefix of up to six digits and a hyphen, up to ten digits, a slash, the bank’s four: prefix and number are multiples of eleven with weights 6, 3, 7, 9, 10, 5, 8, 4, 2, 1. */
export default {
  id: 'bank.cz_account',
  version: 1,
  title: 'Czech or Slovak account number',
  category: 'user.financial.bank_account',
  countries: ['CZ', 'SK'],
  sources: [
    'https://www.cnb.cz/cs/platebni-styk/ucty-kody-bank/',
    'https://cs.wikipedia.org/wiki/%C4%8C%C3%ADslo_%C3%BA%C4%8Dtu',
  ],
  shapes: [
    {
      kind: 'digits',
      digits: [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
      separators: '-/',
      groups: groupings,
      apart: true,
    },
  ],
  check(value) {
    const parts = /^(?:(\d{1,6})-)?(\d{2,10})\/(\d{4})$/.exec(plain(value));
    if (parts === null || !banks.has(parts[3]!)) return invalid;
    const [prefix, number] = [(parts[1] ?? '').padStart(6, '0'), parts[2]!.padStart(10, '0')];
    if ((number.match(/[1-9]/g)?.length ?? 0) < 2) return invalid;
    if (
      weightedSum(prefix, [10, 5, 8, 4, 2, 1]) % 11 !== 0 ||
      weightedSum(number, [6, 3, 7, 9, 10, 5, 8, 4, 2, 1]) % 11 !== 0
    )
      return invalid;
    return valid(`${prefix}${number}${parts[3]}`);
  },
  falseAccept: 0.00045,
  distinctive: 0.5,
  labels: {
    en: ['bank account', 'bank account number', 'account number', 'account no'],
    cs: [
      'ucet',
      'uctu',
      'cislo uctu',
      'c. uctu',
      'c.u.',
      'bankovni ucet',
      'bankovni spojeni',
      'bankovniho uctu',
      'na ucet',
    ],
    sk: ['ucet', 'uctu', 'cislo uctu', 'c. uctu', 'bankovy ucet', 'bankove spojenie'],
  },
  columns: [
    'cislo_uctu',
    'ucet',
    'bankovni_ucet',
    'bankovni_spojeni',
    'cislouctu',
    'bankovy_ucet',
    'account_number',
    'bank_account',
    'account_no',
  ],
  deny: [{ value: '00001920001453990800', reason: 'documentation: Czech sample of the IBAN registry' }],
  reach: 22,
  examples: {
    valid: ['2998945831/0800', '35-453391243/0100', '528657/0300', '1129860516/0800', '78-627407234/0100'],
    invalid: [
      '2998945831/0880',
      '35-454391243/0100',
      '1/0100',
      '19-2000145399/0000',
      '2998945831/080',
      '35-453391243/01007',
    ],
  },
} satisfies Detector;

const banks = new Set(
  (
    '0100 0200 0300 0600 0710 0720 0800 0900 1100 1111 2010 2020 2060 2070 2100 2200 2220 2250 2260 2275 2600 2700 3000 3030 3040 3050 ' +
    '3060 3100 3500 4000 4300 5200 5500 5600 5800 5900 6000 6100 6200 6210 6300 6363 6500 6700 6800 7300 7500 7910 7930 7940 7950 7960 ' +
    '7970 7980 7990 8030 8040 8050 8060 8090 8100 8120 8130 8150 8160 8170 8180 8190 8198 8199 8200 8215 8220 8230 8240 8250 8255 8265 ' +
    '8270 8280 8293 8299 8320 8330 8360 8370 8420 8500 9951 9952 9953 9954 9955'
  ).split(' '),
);
