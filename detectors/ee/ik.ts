import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { isDay } from '../lib/dates.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';
import { twoStage } from '../lib/two-stage.ts';

/** Sex and century, birth date, serial, check digit modulus 11 in two stages. */
export default {
  id: 'ee.ik',
  version: 1,
  title: 'Estonian personal code (isikukood)',
  category: 'user.government_id.national_identification_number',
  countries: ['EE'],
  sources: ['https://www.riigiteataja.ee/akt/119032019005', 'https://et.wikipedia.org/wiki/Isikukood'],
  shapes: [{ kind: 'digits', digits: [11] }],
  check(value) {
    const digits = compact(value);
    const parts = /^([1-8])(\d{2})(\d{2})(\d{2})\d{4}$/.exec(digits);
    if (parts === null) return invalid;
    const year = 1800 + 100 * Math.floor((Number(parts[1]) - 1) / 2) + Number(parts[2]);
    if (!isDay(year, Number(parts[3]), Number(parts[4]))) return invalid;
    const check = twoStage(digits, [
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 1],
      [3, 4, 5, 6, 7, 8, 9, 1, 2, 3],
    ]);
    return check === Number(digits.charAt(10)) ? valid(digits, denyPlaceholder(digits)) : invalid;
  },
  falseAccept: 0.003,
  labels: {
    en: ['isikukood', 'estonian personal code', 'personal code', 'personal id code', 'personal identification code'],
    et: ['isikukood', 'isikukoodi', 'isikukoodid', 'isikukoodiga', 'isiku kood', 'ik', 'i.k.'],
  },
  columns: ['isikukood', 'isiku_kood', 'ik', 'personal_code', 'personal_id', 'national_id'],
  negativeLabels: ['telefon', 'tel', 'registrikood', 'ean'],
  deny: [
    { value: '36805280109', reason: 'documentation: the usual sample' },
    { value: '38001085718', reason: 'documentation: sample of the identity card' },
  ],
  reach: 11,
  examples: {
    valid: ['37609282914', '38502013924', '49812262990', '34607192867', '49211233475'],
    invalid: ['37609282919', '38502010924', '3760928291', '385020139247', '49812262990Q', '7609282914'],
  },
} satisfies Detector;
