import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder, inGroups, plain } from '../lib/text.ts';
import { weightedSum } from '../lib/weights.ts';

/** Eight digits of the bank and eight or sixteen of the account: each part ends with a check digit, weights 9, 7, 3, 1 in turn, modulus 10. */
export default {
  id: 'bank.hu_account',
  version: 1,
  title: 'Hungarian account number',
  category: 'user.financial.bank_account',
  countries: ['HU'],
  sources: ['https://www.mnb.hu/penzforgalom', 'https://hu.wikipedia.org/wiki/Banksz%C3%A1mlasz%C3%A1m'],
  shapes: [
    {
      kind: 'digits',
      digits: [16, 24],
      separators: '- ',
      groups: [
        [8, 8],
        [8, 8, 8],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (
      !/^\d{16}(?:\d{8})?$/.test(digits) ||
      !inGroups(plain(value), [
        [8, 8],
        [8, 8, 8],
      ]) ||
      /^0{8}/.test(digits)
    )
      return invalid;
    const weights = [9, 7, 3, 1, 9, 7, 3, 1];
    if (
      weightedSum(digits, weights) % 10 !== 0 ||
      weightedSum(digits.slice(8), digits.length === 24 ? [...weights, ...weights] : weights) % 10 !== 0
    )
      return invalid;
    // In one piece it looks like the number of a card.
    return valid(digits.padEnd(24, '0'), {
      ...(plain(value) === digits ? { needs: 'label' } : {}),
      ...denyPlaceholder(digits),
    });
  },
  falseAccept: 0.01,
  labels: {
    en: ['bank account', 'bank account number', 'account number', 'account no'],
    hu: [
      'bankszamla',
      'bankszamlaszam',
      'bankszamla szam',
      'bankszamlaszama',
      'szamlaszam',
      'szamlaszama',
      'bankszla',
      'forintszamla',
      'bankszamlara',
    ],
  },
  columns: [
    'bankszamlaszam',
    'szamlaszam',
    'bankszamla',
    'bankszamla_szam',
    'account_number',
    'bank_account',
    'account_no',
  ],
  negativeLabels: ['szamla sorszama', 'kartyaszam', 'card'],
  deny: [],
  reach: 26,
  examples: {
    valid: [
      '15206312-81138883',
      '13267768-29818487-83471844',
      '182193373032778367611356',
      '19601881-24792697',
      '17403883-63387323-58387578',
    ],
    invalid: [
      '15206312-81135883',
      '13267768-29818488-83471844',
      '15206312-8113888',
      '13267768-29818487-834718447',
      '182193373032778367611356Q',
      '5206312-81138883',
    ],
  },
} satisfies Detector;
