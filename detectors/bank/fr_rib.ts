import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, plain } from '../lib/text.ts';

/** Bank (5 digits), branch (5), account (11 letters or digits), key (2): 89 × bank + 15 × branch + 3 × account + key is a multiple of 97. Letters count A = 1 … I = 9, J = 1 … R = 9, S = 2 … Z = 9. */
export default {
  id: 'bank.fr_rib',
  version: 1,
  title: 'French bank details (RIB)',
  category: 'user.financial.bank_account',
  countries: ['FR', 'MC'],
  sources: ['https://www.banque-france.fr/', 'https://fr.wikipedia.org/wiki/Relev%C3%A9_d%27identit%C3%A9_bancaire'],
  shapes: [{ kind: 'mask', mask: '9999999999XXXXXXXXXXX99', separators: ' ' }],
  check(value) {
    const parts = /^(\d{5}) ?(\d{5}) ?([A-Z\d]{11}|[A-Z\d]{4} [A-Z\d]{4} [A-Z\d]{3}) ?(\d{2})$/.exec(
      plain(value).toUpperCase(),
    );
    if (parts === null) return invalid;
    const [, bank, branch, account, key] = parts;
    const digits = account!
      .replace(/ /g, '')
      .replace(/[A-Z]/g, (letter) => String((alphabet.indexOf(letter) % 10) + 1));
    const sum = 89 * Number(bank) + 15 * Number(branch) + 3 * Number(digits) + Number(key);
    return sum % 97 === 0 && bank !== '00000' ? valid(compact(value, /\s/g)) : invalid;
  },
  falseAccept: 0.01,
  labels: {
    en: ['rib', 'bank details', 'bank account', 'bank account number', 'account number', 'account no'],
    fr: [
      'rib',
      'rib n°',
      'releve d identite bancaire',
      'coordonnees bancaires',
      'compte',
      'numero de compte',
      'n° de compte',
      'no de compte',
      'compte bancaire',
      'domiciliation bancaire',
      'domiciliation',
    ],
  },
  columns: [
    'rib',
    'numero_rib',
    'compte',
    'numero_compte',
    'no_compte',
    'compte_bancaire',
    'coordonnees_bancaires',
    'bank_account',
  ],
  deny: [{ value: '20041010050500013M02606', reason: 'documentation: the usual sample' }],
  reach: 26,
  examples: {
    valid: [
      '38382 94498 03767801483 64',
      '149948423801569978A2077',
      '34940 98440 0505794768A 38',
      '35259 60385 84150169788 30',
      '342808529702012116A0496',
    ],
    invalid: [
      '78382 94498 03767801483 64',
      '149998423801569978A2077',
      '20041 01005 0500013M026 07',
      '38382 94498 03767801483 6',
      '149948423801569978A20777',
      '34940 98440 0505794768A 38Q',
    ],
  },
} satisfies Detector;

const alphabet = 'ABCDEFGHI.JKLMNOPQR..STUVWXYZ';
