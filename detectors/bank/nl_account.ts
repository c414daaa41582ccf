import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { mod11 } from '../lib/weights.ts';

/** Nine or ten digits that pass the eleven-test with weights 10 … 1; giro numbers (seven or fewer) have no check. */
export default {
  id: 'bank.nl_account',
  version: 1,
  title: 'Dutch account number before the IBAN',
  category: 'user.financial.bank_account',
  countries: ['NL'],
  sources: ['https://nl.wikipedia.org/wiki/Elfproef', 'https://www.betaalvereniging.nl/'],
  shapes: [
    {
      kind: 'digits',
      digits: [9, 10],
      separators: '. ',
      groups: [
        [2, 2, 2, 3],
        [4, 2, 3],
        [2, 2, 2, 2, 2],
        [4, 2, 4],
        [4, 3, 3],
      ],
    },
  ],
  check(value) {
    const digits = compact(value);
    if (!/^\d{9,10}$/.test(digits) || !mod11(digits)) return invalid;
    return valid(digits, denyPlaceholder(digits));
  },
  falseAccept: 0.091,
  labels: {
    en: ['dutch account number', 'bank account', 'bank account number', 'account number', 'account no'],
    nl: [
      'rekening',
      'rekeningnummer',
      'rekeningnummers',
      'rekeningnr',
      'rekening nr',
      'rek.nr',
      'reknr',
      'bankrekening',
      'bankrekeningnummer',
      'banknummer',
    ],
  },
  columns: [
    'rekening',
    'rekeningnummer',
    'rekening_nr',
    'reknr',
    'bankrekening',
    'bankrekeningnummer',
    'banknummer',
    'account_number',
    'bank_account',
  ],
  negativeLabels: ['telefoon', 'mobiel', 'kvk', 'btw', 'bsn'],
  needs: 'label',
  deny: [],
  reach: 12,
  examples: {
    valid: ['724078339', '62.48.86.077', '2889238849', '709036639', '44.28.70.418'],
    invalid: ['714078339', '62.48.96.077', '72407833', '2889238849Q', '24078339', '288923884912'],
  },
} satisfies Detector;
