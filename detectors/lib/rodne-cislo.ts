import type { Check } from '../../agent/contracts/detector.ts';
import { invalid, valid } from './answers.ts';
import { isDay } from './dates.ts';
import { compact, denyPlaceholder, plain } from './text.ts';

/**
 * Czech and Slovak birth number: year, month (plus 50 for women, plus 20 where a day's numbers ran out, since 2004),
 * day, and three digits (until 1953) or four, the number then a multiple of eleven. A remainder of ten was written
 * as 0, by law until 1985. Foreigners insured in the Czech Republic have 50 added to the day.
 */
export function rodneCislo(value: string): Check {
  const digits = compact(value, /[\s/]/g);
  const parts = /^(\d{2})(\d{2})(\d{2})\d{3}(\d)?$/.exec(digits);
  if (parts === null) return invalid;
  const [, yy, mm, dd, last] = parts;
  const month = (Number(mm) % 50) % 20;
  if (Number(mm) > 82 || month === 0) return invalid;
  const short = last === undefined;
  const year = short || Number(yy) >= 54 ? 1900 + Number(yy) : 2000 + Number(yy);
  // Nine digits: born until 1953, and alive.
  if (short && (year >= 1954 || year < 1910)) return invalid;
  if (Number(mm) % 50 > 12 && (short || year < 2004)) return invalid;
  const day = Number(dd) > 50 ? Number(dd) - 50 : Number(dd);
  if (!isDay(year, month, day)) return invalid;
  const written = { distinctive: /\//.test(plain(value)) ? 1 : 0, ...denyPlaceholder(digits) };
  // Nine digits have no check digit: a date is all there is.
  if (short) return valid(digits, { falseAccept: 0.035, ...written });
  const rest = Number(digits.slice(0, 9)) % 11;
  return rest % 10 === Number(last) ? valid(digits, written) : invalid;
}
