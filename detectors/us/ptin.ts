import type { Detector } from '../../agent/contracts/detector.ts';
import { invalid, valid } from '../lib/answers.ts';
import { compact, denyPlaceholder } from '../lib/text.ts';

/** P and eight digits: who prepares tax returns for pay. */
export default {
  id: 'us.ptin',
  version: 1,
  title: 'US Preparer Tax Identification Number',
  category: 'user.unique_id',
  countries: ['US'],
  sources: ['https://www.irs.gov/tax-professionals/ptin-requirements-for-tax-return-preparers'],
  shapes: [{ kind: 'mask', mask: 'A99999999' }],
  check(value) {
    const number = compact(value);
    return /^P\d{8}$/.test(number) ? valid(number, denyPlaceholder(number.slice(1))) : invalid;
  },
  falseAccept: 0.038,

  labels: {
    en: ['ptin', 'ptins', 'ptin number', 'preparer tax identification number', 'preparer tax id', 'tax preparer id'],
    es: ['ptin', 'numero de identificacion del preparador'],
  },
  columns: ['ptin', 'ptin_number', 'preparer_tax_id', 'preparer_ptin'],

  needs: 'label',

  reach: 9,
  examples: { valid: ['P22873576', 'P49118451', 'P03129101'], invalid: ['Q12345678', 'P1234567', 'P123456789'] },
} satisfies Detector;
