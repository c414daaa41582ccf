import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** Bank, place, account, and a check digit with weights 3-7-1, of each product the last digit alone. */
export default {
  id: 'bank.mx_clabe',
  version: 1,
  title: 'Mexican bank account (CLABE)',
  category: 'user.financial.bank_account',
  countries: ['MX'],
  sources: [
    'https://www.banxico.org.mx/servicios/clave-bancaria-estandarizada-clabe.html',
    'https://en.wikipedia.org/wiki/CLABE',
  ],
  shapes: [{ kind: 'digits', digits: [18], separators: ' -', groups: [[3, 3, 11, 1]] }],
  check(value) {
    const digits = compact(value);
    // Banks 002-168, brokers and electronic money 600-739, clearing 901-903.
    if (!/^(?:00[2-9]|0[1-9]\d|1[0-6]\d|6\d\d|7[0-3]\d|90[1-3])\d{15}$/.test(digits)) return invalid;
    let sum = 0;
    for (let i = 0; i < 17; i++) sum += (Number(digits[i]) * [3, 7, 1][i % 3]!) % 10;
    return (10 - (sum % 10)) % 10 === Number(digits[17]) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.031,

  labels: {
    en: ['clabe', 'clabe number', 'interbank clabe', 'mexican bank account'],
    es: ['clabe', 'clabe interbancaria', 'cuenta clabe', 'clave bancaria estandarizada', 'numero clabe'],
  },
  columns: ['clabe', 'clabe_interbancaria', 'cuenta_clabe', 'numero_clabe'],

  negativeLabels: ['tarjeta', 'card'],
  needs: 'context',
  deny: [
    { value: '032180000118359719', reason: 'documentation: the sample of the standard' },
    { value: '002010077777777771', reason: 'documentation: a published test account' },
  ],

  reach: 21,
  examples: {
    valid: ['072871889953080814', '646731669656193150', '002 259 25101989757 2'],
    invalid: [
      '072871889953080815',
      '646731669656193151',
      '999180000118359719',
      '0321800001183597',
      '0321800001183597191',
    ],
  },
} satisfies Detector;
