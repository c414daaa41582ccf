import type { Check } from '../../agent/contracts/detector.ts';
import { invalid, valid } from './answers.ts';
import { isDay } from './dates.ts';
import { denyPlaceholder, plain } from './text.ts';
import { weightedSum } from './weights.ts';

/**
 * The number that Yugoslavia introduced in 1976 and its successors go on with: day, month, three digits of the year, two
 * of the region in which it was given out, serial, check digit modulus 11.
 *
 * @param regions says which two digits are a country's.
 */
export function jmbg(value: string, regions: RegExp): Check {
  const digits = plain(value);
  const parts = /^(\d{2})(\d{2})(\d)(\d{2})(\d{2})\d{4}$/.exec(digits);
  if (parts === null || !regions.test(parts[5]!)) return invalid;
  if (weightedSum(digits, [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 !== 0) return invalid;
  const year = (parts[3] === '9' || parts[3] === '8' ? 1000 : 2000) + Number(parts[3]! + parts[4]!);
  if (!isDay(year, Number(parts[2]), Number(parts[1]))) return invalid;
  return valid(digits, denyPlaceholder(digits));
}
