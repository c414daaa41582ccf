import { isDay, isDayOfSomeCentury } from './dates.ts';
import { fold } from './fold.ts';

/**
 * Reads a date as people write it and gives it as `YYYY-MM-DD` (`YY-MM-DD` where the century is not written), or null
 * where there is no such day or its year lies before 1900 or after 2099. Where figures leave it open which is the
 * month, the day comes first, as it does in most of the world.
 */
export function readDate(text: string): string | null {
  const tokens = fold(text)
    .replace(/t\d{1,2}:.*$/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .map((token) => token.replace(/^(\d{1,2})(?:st|nd|rd|th|er|e|a|o)$/, '$1'))
    .filter((token) => token !== '' && !fillers.has(token));
  if (tokens.length !== 3) return null;
  const [a, b, c] = tokens as [string, string, string];
  const named = /^\p{L}+$/u.test(a)
    ? [c, month(a), b]
    : /^\p{L}+$/u.test(b)
      ? a.length === 4
        ? [a, month(b), c]
        : [c, month(b), a]
      : null;
  if (named !== null) return dateOf(named[0]!, named[1]!, named[2]!);
  if (![a, b, c].every((token) => /^(?:\d{1,2}|\d{4})$/.test(token))) return null;
  if (a.length === 4) return dateOf(a, b, c);
  return dateOf(c, b, a) ?? dateOf(c, a, b);
}

function dateOf(year: string, month: string, day: string): string | null {
  if (!/^\d{1,2}$/.test(month) || !/^\d{1,2}$/.test(day) || !/^(?:\d{2}|19\d{2}|20\d{2})$/.test(year)) return null;
  const exists =
    year.length === 4
      ? isDay(Number(year), Number(month), Number(day))
      : isDayOfSomeCentury(Number(year), Number(month), Number(day));
  return exists ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : null;
}

const fillers: ReadonlySet<string> = new Set(['de', 'del', 'of', 'den', 'the', 'r', 'roku']);

/** The months' names, folded, in en de fr es it nl pl sv; the first three letters of each stand for it too. */
const months = [
  'january januar janvier enero gennaio januari stycznia styczen',
  'february februar fevrier febrero febbraio februari lutego luty',
  'march marz maerz mars marzo maart mrt marca marzec',
  'april avril abril aprile kwietnia kwiecien',
  'may mai mayo maggio mei maja maj',
  'june juni juin junio giugno czerwca czerwiec',
  'july juli juillet julio luglio lipca lipiec',
  'august aout agosto augustus augusti sierpnia sierpien',
  'september septembre septiembre settembre wrzesnia wrzesien',
  'october oktober octobre octubre ottobre pazdziernika pazdziernik',
  'november novembre noviembre listopada listopad',
  'december dezember decembre diciembre dicembre grudnia grudzien',
].map((names) => names.split(' '));

/** A month's number by its name or a beginning of it; '' for other words. */
function month(name: string): string {
  if (name.length < 3) return '';
  const index = months.findIndex((names) => names.some((full) => full.startsWith(name)));
  return index < 0 ? '' : String(index + 1);
}
